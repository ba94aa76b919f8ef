/**
 * Reports the measured server's event-loop delay and memory when the bench asks over the channel
 * between parent and child. The bench loads it by `--import`; it is not part of the product.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';

const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();

process.on('message', (question) => {
  if (question !== 'sample') return;
  const milliseconds = (nanoseconds) => nanoseconds / 1e6;
  process.send?.({
    delayP50: milliseconds(delay.percentile(50)),
    delayP99: milliseconds(delay.percentile(99)),
    delayMax: milliseconds(delay.max),
    rss: process.memoryUsage().rss,
  });
  delay.reset();
});
process.channel?.unref();
