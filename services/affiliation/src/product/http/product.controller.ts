import { Controller } from '@nestjs/common';
import { commandSubject, type ProductListed } from '@oce/contracts';
import type { AggregateHandler } from '@oce/event-store';
import { checkGtin14 } from '@oce/identifiers';
import {
  Caller,
  CommandCall,
  CommandHandler,
  InjectAggregate,
  Input,
  type CommandReply,
} from '@oce/service-kit';
import { accepted } from '../../accepted';
import { productAggregate, type ListProduct, type ProductState } from '../domain/product';
import { ListProductDto } from './product.dto';

/** Commands on products. */
@Controller('affiliation/products')
export class ProductController {
  constructor(
    @InjectAggregate(productAggregate)
    private readonly products: AggregateHandler<ProductState, ListProduct, ProductListed>,
  ) {}

  @CommandHandler({
    subject: commandSubject('affiliation', 'product', 'list'),
    scopes: ['affiliation:write'],
  })
  async list(@Input() body: ListProductDto, @Caller() call: CommandCall): Promise<CommandReply> {
    const gtin = accepted(checkGtin14(body.gtin), 'gtin');
    const grades = body.grades.map(({ grade, name }) => ({ grade, name }));
    const command = await call.command('ListProduct', { ...body, gtin, grades });
    return call.reply(body.productId, await this.products.handle(body.productId, command));
  }
}
