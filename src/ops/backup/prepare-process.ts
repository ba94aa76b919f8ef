import { prepareCopy } from './prepare.js';
import { answerOrder } from '../processes/answer-order.js';

/** The process that prepares one copy. */

answerOrder(prepareCopy);
