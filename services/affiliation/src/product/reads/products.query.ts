import { Controller } from '@nestjs/common';
import { fields, readsOf, Scopes } from '@oce/service-kit';
import { productsProjection, type ProductDocument } from './products';

const shown = fields<ProductDocument>()('productId', 'name', 'gtin', 'unit', 'grades');

/** Reads products. */
@Scopes('affiliation:read')
@Controller('affiliation/products')
export class ProductsQueryController extends readsOf(productsProjection, 'product', shown) {}
