import { shop } from '../../helpers/foreign/shop.js';
import { describeForeign } from './describe-foreign.js';

describeForeign(shop);
