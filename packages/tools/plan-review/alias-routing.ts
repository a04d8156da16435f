import type { ResourceChange } from "./plan";
import { isOpaque, isSame, readBlocks, readText, readValue, Sensitive, type ValueObject } from "./values";

/** How an alias shares the messages among a workflow's versions, before and after. */
export interface RoutingChange {
  readonly before: string;
  readonly after: string;
}

/** What changes of an alias's weights, in people's words: `version 1: 90 in 100, latest version 2: 10 in 100`. */
export function describeRouting({ type, before, after }: ResourceChange): RoutingChange | undefined {
  if (type !== "aws_sfn_alias") return undefined;
  const [old, current] = [before, after].map((side) => readValue(side, "routing_configuration"));
  if (isOpaque(old) || isOpaque(current) || isSame(old, current)) return undefined;
  if ([before, after].some(hidesVersions)) return undefined;
  const [was, is] = [listWeights(before), listWeights(after)];
  const numbers = [...was, ...is].map(({ version }) => version);
  // A version that is still to be published is later than all that are.
  const latest = numbers.includes(undefined) ? undefined : Math.max(...numbers.map(Number));
  return { before: write(was, latest), after: write(is, latest) };
}

function hidesVersions(side: ValueObject | undefined): boolean {
  return readBlocks(side, "routing_configuration").some(
    (block) => readValue(block, "state_machine_version_arn") instanceof Sensitive,
  );
}

interface Weight {
  /** Undefined for a version that is still to be published. */
  readonly version: number | undefined;
  /** Of a hundred messages; or why that is not known. */
  readonly weight: string;
}

function listWeights(side: ValueObject | undefined): Weight[] {
  return readBlocks(side, "routing_configuration").map((block) => {
    const version = Number(/:(\d+)$/.exec(readText(block, "state_machine_version_arn") ?? "")?.[1]);
    const weight = readValue(block, "weight");
    return {
      version: Number.isNaN(version) ? undefined : version,
      weight: isOpaque(weight) ? weight.toJSON() : String(weight ?? 100),
    };
  });
}

function write(weights: readonly Weight[], latest: number | undefined): string {
  const parts = weights.map(({ version, weight }) => {
    const name = [...(version === latest ? ["latest"] : []), "version", ...(version === undefined ? [] : [version])];
    return `${name.join(" ")}: ${weight} in 100`;
  });
  return parts.join(", ") || "not set";
}
