import { feeds } from '../../helpers/foreign/feeds.js';
import { describeForeign } from './describe-foreign.js';

describeForeign(feeds);
