import { isJsonObject, type JsonObject } from "@sfn-websocket/languages/json";
import { list } from "./attributes";

/** A version of a state machine that an alias names by its number. */
export interface NamedVersion {
  /** Name of the machine's resource in the configuration. */
  readonly machine: string;
  readonly number: number;
}

/** Returns the versions that aliases of a configuration name as `${aws_sfn_state_machine.<machine>.arn}:<number>`. */
export function listNamedVersions(aliases: JsonObject): readonly NamedVersion[] {
  return Object.values(aliases)
    .filter(isJsonObject)
    .flatMap(({ routing_configuration: routing }) => list(routing))
    .flatMap(({ state_machine_version_arn: arn }) => {
      const [, machine, number] =
        /^\$\{aws_sfn_state_machine\.([\w-]+)\.(?:arn|id)\}:(\d+)$/.exec(typeof arn === "string" ? arn : "") ?? [];
      return machine === undefined ? [] : [{ machine, number: Number(number) }];
    });
}
