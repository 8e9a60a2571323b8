/** Ends this process at SIGTERM and SIGINT, and when its parent is gone: the next one would find its port taken. */
export function stopWhenAsked(stop: () => Promise<unknown>): void {
  let stopping = false;
  const end = () => {
    if (stopping) return;
    stopping = true;
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  process.once('disconnect', end);
  // It may have gone while we were starting.
  if (process.send && !process.connected) end();
}
