import { randomUUID } from "node:crypto";
import { isOnDemand } from "./describe-table";
import { printKeys, type Table, type TableDefinition, type TableSettings, type Tag } from "./table";

export interface NewTable extends TableSettings {
  readonly definition: TableDefinition;
  readonly tags: readonly Tag[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Returns a table as it is created, or as one with the same keys becomes that is declared again. */
export function makeTable({ definition, tags, now, timeToLive, recoveryDays }: NewTable, known?: Table): Table {
  const same = known && printKeys(known.definition) === printKeys(definition) ? known : undefined;
  const recovery = { since: same?.pointInTimeRecovery?.since ?? now, days: recoveryDays ?? 35 };
  return {
    definition,
    tableId: same?.tableId ?? randomUUID(),
    createdAt: same?.createdAt ?? now,
    tags,
    ...dateChanges(definition, now, same),
    ...(timeToLive !== undefined && { timeToLive }),
    ...(recoveryDays !== undefined && { pointInTimeRecovery: recovery }),
  };
}

/** Returns since when the table is billed by the request and has a stream. */
export function dateChanges(
  definition: TableDefinition,
  now: number,
  known?: Table,
): Pick<Table, "onDemandSince" | "streamSince"> {
  const wasOnDemand = known !== undefined && isOnDemand(known.definition);
  const onDemandSince = isOnDemand(definition) && !wasOnDemand ? now : known?.onDemandSince;
  const streamSince = hasStream(definition) ? (hasStream(known?.definition) && known?.streamSince) || now : undefined;
  return { ...(onDemandSince !== undefined && { onDemandSince }), ...(streamSince !== undefined && { streamSince }) };
}

export const hasStream = (definition?: TableDefinition): boolean =>
  definition?.StreamSpecification?.StreamEnabled === true;
