import type { Json } from "@sfn-websocket/languages/json";
import { entries, list, number, oneOf, optional, readKept, structureOf, text } from "../protocols/kept-state";
import type { StateMachine, StateMachineAlias, StateMachineVersion } from "./resources";
import type { StateMachineStore } from "./state-machine-store";
import { prepare } from "./state-machines";

type Revision = Omit<StateMachine, "prepared">;

/** A machine as plain JSON. */
interface StoredState {
  readonly machine: Revision;
  readonly versions: readonly (Omit<StateMachineVersion, "machine"> & { readonly machine: Revision })[];
  readonly latestVersion: number;
  readonly aliases: readonly StateMachineAlias[];
  readonly tags: readonly (readonly [string, string])[];
}

const REVISION = structureOf<Revision>({
  name: text,
  stateMachineArn: text,
  definition: text,
  roleArn: text,
  type: oneOf("STANDARD", "EXPRESS"),
  creationDate: number,
});

const MACHINES = list(
  structureOf<StoredState>({
    machine: REVISION,
    versions: list(structureOf({ stateMachineVersionArn: text, creationDate: number, machine: REVISION })),
    latestVersion: number,
    aliases: list(
      structureOf({
        name: text,
        stateMachineAliasArn: text,
        routingConfiguration: list(structureOf({ stateMachineVersionArn: text, weight: number })),
        creationDate: number,
        updateDate: optional(number),
      }),
    ),
    tags: entries(text),
  }),
);

/** Returns all machines with their versions, aliases and tags as plain JSON; executions are not kept. */
export function exportState({ machines }: StateMachineStore): Json {
  const stored = [...machines.values()].map(({ machine, versions, latestVersion, aliases, tags }): StoredState => ({
    machine: withoutPrepared(machine),
    versions: [...versions.values()].map((version) => ({ ...version, machine: withoutPrepared(version.machine) })),
    latestVersion,
    aliases: [...aliases.values()],
    tags: [...tags],
  }));
  return JSON.parse(JSON.stringify(stored));
}

/** Replaces all machines by those that were exported; an empty object stands for none. */
export function importState({ machines }: StateMachineStore, state: Json): void {
  const exported = readKept(MACHINES, state, "stepfunctions");
  machines.clear();
  for (const { machine, versions, latestVersion, aliases, tags } of exported) {
    machines.set(machine.stateMachineArn, {
      machine: prepare(machine),
      versions: new Map(
        versions.map((version) => [readNumber(version), { ...version, machine: prepare(version.machine) }]),
      ),
      latestVersion,
      aliases: new Map(aliases.map((alias) => [alias.name, alias])),
      tags: new Map(tags),
    });
  }
}

function withoutPrepared({ prepared: _, ...revision }: StateMachine): Revision {
  return revision;
}

const readNumber = ({ stateMachineVersionArn }: Pick<StateMachineVersion, "stateMachineVersionArn">): number =>
  Number(stateMachineVersionArn.split(":").pop());
