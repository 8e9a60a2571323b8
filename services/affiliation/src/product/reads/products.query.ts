import { Controller, Get, Param, Query } from '@nestjs/common';
import { InjectProjection, MinPosition, PageQuery, ProjectionView, Scopes } from '@oce/service-kit';
import { productsProjection, type ProductDocument } from './products';

/** Reads products. */
@Scopes('affiliation:read')
@Controller('affiliation/products')
export class ProductsQueryController {
  constructor(
    @InjectProjection(productsProjection) private readonly products: ProjectionView<ProductDocument>,
  ) {}

  @Get()
  async list(@Query() { limit, after }: PageQuery, @MinPosition() position: number) {
    return (await this.products.at(position)).page({}, { limit, after });
  }

  @Get(':id')
  async one(@Param('id') id: string, @MinPosition() position: number) {
    return (await this.products.at(position)).get(id, 'product');
  }
}
