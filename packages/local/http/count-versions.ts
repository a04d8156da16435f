import type { Aws } from "../account/aws";
import type { EndpointWorld } from "../account/endpoint";

interface Counted extends Pick<EndpointWorld, "changed"> {
  readonly aws: () => Aws;
}

/**
 * Returns what counts the versions that are served, from 1: another AWS is one, and so is each change of the same. Those
 * between two questions may count as one.
 */
export function countVersions({ aws, changed }: Counted) {
  let counted = 1;
  let last = aws();
  return {
    version(): number {
      const present = aws();
      if (present !== last) counted += 1;
      last = present;
      return counted;
    },
    async changed(current: Aws): Promise<void> {
      counted += 1;
      await changed?.(current);
    },
  };
}
