import { Controller, Get, Param, Query } from '@nestjs/common';
import { fields, InjectProjection, MinPosition, PageQuery, ProjectionView, Scopes } from '@oce/service-kit';
import { productsProjection, type ProductDocument } from './products';

const shown = fields<ProductDocument>()('productId', 'name', 'gtin', 'unit', 'grades');

/** Reads products. */
@Scopes('affiliation:read')
@Controller('affiliation/products')
export class ProductsQueryController {
  constructor(
    @InjectProjection(productsProjection) private readonly products: ProjectionView<ProductDocument>,
  ) {}

  @Get()
  async list(@Query() { limit, after }: PageQuery, @MinPosition() position: number) {
    return (await this.products.at(position)).list({}, { limit, after }, shown);
  }

  @Get(':id')
  async one(@Param('id') id: string, @MinPosition() position: number) {
    return (await this.products.at(position)).show(id, 'product', shown);
  }
}
