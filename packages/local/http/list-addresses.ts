import type { Aws } from "../account/aws";
import { listStages } from "../account/list-served";
import type { Stage } from "../apigateway/stage/stage";

/**
 * Where a stage can be called, as `wscat -c` takes it: short where only one API has the stage, then at custom domains.
 * `origin` is such as `ws://127.0.0.1:4566`.
 */
export function listAddresses(aws: Aws, stage: Stage, origin: string): readonly string[] {
  const { api, settings } = stage;
  const own = findAddress(aws, stage, origin);
  const mappings = aws.regions().flatMap(({ apigateway }) => [...apigateway.domainNames.mappings.values()]);
  const mapped = mappings.filter((each) => each.apiId === api.apiId && each.stage === settings.stageName);
  return [
    ...(own === undefined ? [] : [own]),
    ...mapped.map(({ domainName, apiMappingKey = "" }) =>
      `${origin}/${apiMappingKey}`.replace(/\/$/, "").concat(` --host ${domainName.replace("*", "www")}`),
    ),
  ];
}

/** The address of a stage's default endpoint; undefined where the API disables it. */
export function findAddress(aws: Aws, { api, settings }: Stage, origin: string): string | undefined {
  if (api.disableExecuteApiEndpoint === true) return undefined;
  const { stageName } = settings;
  const others = listStages(aws).filter((other) => other.settings.stageName === stageName);
  return others.length > 1 ? `${origin}/${api.apiId}/${stageName}` : `${origin}/${stageName}`;
}
