import { library } from '../../helpers/foreign/library.js';
import { describeForeign } from './describe-foreign.js';

describeForeign(library);
