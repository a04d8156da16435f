/** What a version of the stacks takes, for each character of their JSON and beside that; about, as *measured*. */
const WEIGHT_OF_TEXT = 7;
const WEIGHT_OF_VERSION = 100_000;

/** A version of the stacks that is not served any more, held by traces before an id. */
interface OldVersion {
  readonly end: number;
  readonly weight: number;
}

/** What the versions of the stacks weigh that traces hold, and that nothing else does. Traces count from 1. */
export class VersionWeights {
  /** The oldest first. */
  private readonly old: OldVersion[] = [];
  private version = { firstId: 1, weight: WEIGHT_OF_VERSION };

  /** Takes the traces from an id on for those of another version; returns what the one before weighs from now on. */
  begin(id: number, characters: number): number {
    const { firstId, weight } = this.version;
    this.version = { firstId: id, weight: WEIGHT_OF_VERSION + characters * WEIGHT_OF_TEXT };
    if (firstId === id) return 0;
    this.old.push({ end: id, weight });
    return weight;
  }

  /** Returns what is not held any more, where the traces before an id are dropped. */
  release(id: number): number {
    const [oldest] = this.old;
    if (oldest === undefined || id < oldest.end) return 0;
    this.old.shift();
    return oldest.weight;
  }
}
