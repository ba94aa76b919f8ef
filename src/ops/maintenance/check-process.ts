import { answerOrder } from '../backup/replies.js';
import { checkNewestCopy } from './check-copy.js';

/** The process that checks the newest copy. */

answerOrder(checkNewestCopy);
