import type { RequestOf } from "../../protocols/request";
import { LATEST, requireVersion } from "../functions";
import { aliasNotFound, conflict, functionNotFound, invalidValue, LambdaError, staleRevision } from "../lambda-error";
import type { FunctionAlias, LambdaFunction } from "../resources";
import { defineAction, type LambdaActions, type LambdaCall, listPage, PAGE, readName, requireNamed } from "./action";

const PATH = "/2015-03-31/functions/{FunctionName}/aliases";
const VERSION = { minimum: 1, maximum: 1_024, pattern: String.raw`(\$LATEST|[0-9]+)` } as const;
const MEMBERS = {
  FunctionVersion: VERSION,
  Description: { maximum: 256 },
  RoutingConfig: { members: { AdditionalVersionWeights: { type: "map", item: { type: "number" } } } },
} as const;

/** The actions on aliases. */
export const ALIAS_ACTIONS: LambdaActions = {
  CreateAlias: defineAction({
    method: "POST",
    path: PATH,
    status: 201,
    mutates: true,
    members: {
      Name: { required: true, minimum: 1, maximum: 128, pattern: "(?!^[0-9]+$)([a-zA-Z0-9-_]+)" },
      ...MEMBERS,
      FunctionVersion: { ...VERSION, required: true },
    },
    run: (call, { Name, FunctionVersion, Description = "", RoutingConfig }) => {
      requireMeasures(RoutingConfig);
      const { functionArn } = readName(call);
      const found = call.lambda.functions.get(functionArn);
      if (found === undefined) throw functionNotFound(`${functionArn}:${FunctionVersion}`);
      requireVersion(found, FunctionVersion);
      if (found.aliases.has(Name)) throw conflict(`Alias already exists: ${found.functionArn}:${Name}`);
      const weights = readWeights(found, FunctionVersion, RoutingConfig);
      const alias = { name: Name, functionVersion: FunctionVersion, description: Description, ...weights };
      return keep(call, found, alias);
    },
  }),
  ListAliases: defineAction({
    method: "GET",
    path: PATH,
    query: [...PAGE, "FunctionVersion"],
    members: {},
    run: (call) => {
      const found = requireNamed(call);
      const version = call.query.get("FunctionVersion");
      const all = [...found.aliases.values()].filter((each) => !version || each.functionVersion === version);
      const { items, nextToken } = listPage(all, call, 10_000);
      return { Aliases: items.map((each) => describeAlias(found, each)), NextMarker: nextToken };
    },
  }),
  GetAlias: defineAction({
    method: "GET",
    path: `${PATH}/{Name}`,
    members: {},
    run: (call) => describeAlias(...requireAlias(call)),
  }),
  UpdateAlias: defineAction({
    method: "PUT",
    path: `${PATH}/{Name}`,
    mutates: true,
    members: { ...MEMBERS, RevisionId: {} },
    run: (call, { FunctionVersion, Description, RoutingConfig, RevisionId }) => {
      requireMeasures(RoutingConfig);
      const [found, { weights: kept, ...alias }] = requireAlias(call);
      if (RevisionId !== undefined && RevisionId !== alias.revisionId) throw staleRevision();
      const functionVersion = FunctionVersion ?? alias.functionVersion;
      requireVersion(found, functionVersion);
      const weights = RoutingConfig ? readWeights(found, functionVersion, RoutingConfig) : kept && { weights: kept };
      return keep(call, found, {
        ...alias,
        functionVersion,
        description: Description ?? alias.description,
        ...weights,
      });
    },
  }),
  DeleteAlias: defineAction({
    method: "DELETE",
    path: `${PATH}/{Name}`,
    status: 204,
    mutates: true,
    members: {},
    run: (call) => {
      const { aliases, policies, eventInvokeConfigs } = requireNamed(call);
      const name = call.parameter("Name");
      aliases.delete(name);
      policies.delete(name);
      eventInvokeConfigs.delete(name);
    },
  }),
};

function requireAlias(call: LambdaCall): [LambdaFunction, FunctionAlias] {
  const found = requireNamed(call);
  const name = call.parameter("Name");
  const alias = found.aliases.get(name);
  if (alias === undefined) throw aliasNotFound(`${found.functionArn}:${name}`);
  return [found, alias];
}

function keep({ uuid }: LambdaCall, found: LambdaFunction, alias: Omit<FunctionAlias, "revisionId">): object {
  const kept = { ...alias, revisionId: uuid() };
  found.aliases.set(kept.name, kept);
  return describeAlias(found, kept);
}

function describeAlias({ functionArn }: LambdaFunction, alias: FunctionAlias): object {
  const { name, functionVersion, description, weights, revisionId } = alias;
  return {
    AliasArn: `${functionArn}:${name}`,
    Name: name,
    FunctionVersion: functionVersion,
    Description: description,
    ...(weights && { RoutingConfig: { AdditionalVersionWeights: weights } }),
    RevisionId: revisionId,
  };
}

type Routing = RequestOf<typeof MEMBERS.RoutingConfig.members>;

/** Texts: *recorded*, as those of aliases (LocalStack's AWS-validated snapshots). */
function readWeights(
  found: LambdaFunction,
  functionVersion: string,
  { AdditionalVersionWeights = {} }: Routing = {},
): Pick<FunctionAlias, "weights"> {
  const all = Object.entries(AdditionalVersionWeights);
  const [first] = all;
  if (first === undefined) return {};
  const [version, weight] = first;
  if (all.length > 1) throw invalidValue("Number of items in AdditionalVersionWeights cannot be greater than 1");
  if (version === functionVersion)
    throw invalidValue(
      `Invalid function version ${version}. Function version ${version} is already included in routing configuration.`,
    );
  if (functionVersion === LATEST)
    throw invalidValue("$LATEST is not supported for an alias pointing to more than 1 version");
  requireVersion(found, version);
  return { weights: { [version]: weight } };
}

const KEYS =
  "Map keys must satisfy constraint: [Member must have length less than or equal to 1024, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: [0-9]+, Member must not be null]";
const VALUES =
  "Map value must satisfy constraint: [Member must have value less than or equal to 1.0, Member must have value greater than or equal to 0.0, Member must not be null]";

/** Checks what AWS's model says of weights, which it shows as Java does. @throws LambdaError ValidationException. */
function requireMeasures({ AdditionalVersionWeights = {} }: Routing = {}): void {
  const all = Object.entries(AdditionalVersionWeights);
  const broken = all.every(([version]) => /^[0-9]{1,1024}$/.test(version))
    ? all.some(([, weight]) => weight < 0 || weight > 1) && VALUES
    : KEYS;
  if (!broken) return;
  const shown = all.map(([version, weight]) => `${version}=${Number.isInteger(weight) ? `${weight}.0` : weight}`);
  throw new LambdaError(
    "ValidationException",
    `1 validation error detected: Value '{${shown.join(", ")}}' at 'routingConfig.additionalVersionWeights' failed to satisfy constraint: ${broken}`,
  );
}
