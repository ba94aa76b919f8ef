import { prepareCopy } from './prepare.js';
import { answerOrder } from './replies.js';

/** The process that prepares one copy. */

answerOrder(prepareCopy);
