/**
 * Pages of a browser that may hold sockets. Each holds one of the six connections that a browser has to a server; one more
 * is the stream by which all pages follow what happens, and one is left for calls.
 */
const MOST_PAGES = 4;

/**
 * Takes a place among the pages that hold sockets, until the function that it returns is called or the page is closed.
 * Where the browser has no locks, nobody counts.
 *
 * @throws Error where all are taken: the call would wait without a word
 */
export async function takePlace(): Promise<() => void> {
  if (!("locks" in navigator)) return () => undefined;
  for (let place = 1; place <= MOST_PAGES; place++) {
    const leave = await findLock(`console-sockets ${place}`);
    if (leave) return leave;
  }
  throw new Error(
    `sockets: other pages of this browser hold all that it can, got ${MOST_PAGES}; close the sockets of one`,
  );
}

/** Takes a lock, and gives the function that lets it go; undefined where another page has it. */
const findLock = (name: string): Promise<(() => void) | undefined> =>
  new Promise((resolve, reject) => {
    const hold = (lock: Lock | null): Promise<void> | undefined => {
      if (lock) return new Promise((release) => resolve(release));
      resolve(undefined);
      return undefined;
    };
    navigator.locks.request(name, { ifAvailable: true }, hold).catch(reject);
  });
