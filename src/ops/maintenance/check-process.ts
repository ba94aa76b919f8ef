import { answerOrder } from '../processes/answer-order.js';
import { checkNewestCopy } from './check-copy.js';

/** The process that checks the newest copy. */

answerOrder(checkNewestCopy);
