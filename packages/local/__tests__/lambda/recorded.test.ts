import { ARN, GREET, invalid, NOW, openApi, type OpenApi, SAYS, user, wrong } from "./open-api";

// Requests and answers that AWS was recorded with in 2023: LocalStack's AWS-validated snapshots of Lambda's API.
let api: OpenApi;
beforeEach(async () => {
  api = await openApi();
  await api.create(SAYS("one"));
  await api.call(`POST ${GREET}/versions`, {});
});
afterEach(() => api.close());

const events = (name: string) => `/2019-09-25/functions/${name}/event-invoke-config`;
const concurrency = (name: string) => `/2017-10-31/functions/${name}/concurrency`;
const destined = (Destination: string) => ({ DestinationConfig: { OnSuccess: { Destination } } });
const alias = (weights: object) => ({
  Name: "live",
  FunctionVersion: "1",
  RoutingConfig: { AdditionalVersionWeights: weights },
});
const values =
  "Map value must satisfy constraint: [Member must have value less than or equal to 1.0, Member must have value greater than or equal to 0.0, Member must not be null]";
const keys =
  "Map keys must satisfy constraint: [Member must have length less than or equal to 1024, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: [0-9]+, Member must not be null]";
const weighed = "at 'routingConfig.additionalVersionWeights'";
const gone = user("The function doesn't exist.");
const whole = wrong(
  "This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.",
);
const policy = (name: string) => `/2015-03-31/functions/${name}/policy`;
const permission = { StatementId: "s3", Action: "lambda:InvokeFunction", Principal: "s3.amazonaws.com" };
const layer = (name: string, region = "us-east-1") => `arn:aws:lambda:${region}:123456789012:layer:${name}`;
const layers = (...Layers: readonly string[]) => ({ Layers });
const twice = (one: string, two: string) =>
  wrong(
    `Two different versions of the same layer are not allowed to be referenced in the same function. ${one} and ${two} are versions of the same layer.`,
  );
const LAYER =
  "Member must satisfy constraint: [Member must have length less than or equal to 140, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: (arn:[a-zA-Z0-9-]+:lambda:[a-zA-Z0-9-]+:\\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+)|(arn:[a-zA-Z0-9-]+:lambda:::awslayer:[a-zA-Z0-9-_]+), Member must not be null]";
const other = "arn:aws:iam:us-east-1:123456789012:function:greet";

it.each<[string, object | undefined, number, object]>([
  [`GET ${events("none")}`, undefined, 404, user(`The function ${ARN}none:$LATEST doesn't have an EventInvokeConfig`)],
  [`DELETE ${events("greet:7")}`, undefined, 404, user(`The function ${ARN}greet:7 doesn't have an EventInvokeConfig`)],
  [`PUT ${events("none")}`, { MaximumRetryAttempts: 1 }, 404, gone],
  [`PUT ${events("greet")}?Qualifier=none`, { MaximumRetryAttempts: 1 }, 404, gone],
  [`POST ${events("none")}`, { MaximumRetryAttempts: 1 }, 404, gone],
  [
    `POST ${events("greet")}`,
    { MaximumRetryAttempts: 1 },
    404,
    user(`The function ${ARN}greet:$LATEST doesn't have an EventInvokeConfig`),
  ],
  [`PUT ${events("greet")}`, {}, 400, wrong("You must specify at least one of error handling or destination setting.")],
  [`PUT ${events("greet")}`, destined(`${ARN}none`), 400, wrong(`The destination ARN ${ARN}none is invalid.`)],
  [
    `PUT ${events("greet")}`,
    destined(`${ARN}greet`),
    400,
    wrong("You can't specify the function as a destination for itself."),
  ],
  [
    `PUT ${events("greet")}`,
    destined(other),
    400,
    wrong(
      `The provided destination config DestinationConfig(onSuccess=OnSuccess(destination=${other}), onFailure=null) is invalid.`,
    ),
  ],
  [
    `PUT ${concurrency("none")}`,
    { ReservedConcurrentExecutions: 1 },
    404,
    user(`Function not found: ${ARN}none:$LATEST`),
  ],
  [`PUT ${concurrency("greet:1")}`, { ReservedConcurrentExecutions: 1 }, 400, whole],
  [`POST ${GREET}/aliases`, alias({ 2: 2 }), 400, invalid(`'{2=2.0}' ${weighed}`, values)],
  [`POST ${GREET}/aliases`, alias({ 2: -1 }), 400, invalid(`'{2=-1.0}' ${weighed}`, values)],
  [`POST ${GREET}/aliases`, alias({ $LATEST: 0.5 }), 400, invalid(`'{$LATEST=0.5}' ${weighed}`, keys)],
  [`POST ${GREET}-none/aliases`, alias({}), 404, user(`Function not found: ${ARN}greet-none:1`)],
  [`GET ${GREET}-none?Qualifier=$LATEST`, undefined, 404, user(`Function not found: ${ARN}greet-none:$LATEST`)],
  [
    `DELETE ${GREET}-none?Qualifier=$LATEST`,
    undefined,
    400,
    wrong("$LATEST version cannot be deleted without deleting the function."),
  ],
  [`DELETE ${policy("none")}/s3`, undefined, 404, user(`No policy found for: ${ARN}none`)],
  [`DELETE ${policy("greet")}/s3`, undefined, 404, user("No policy is associated with the given resource.")],
  [`GET ${policy("none")}`, undefined, 404, user(`Function not found: ${ARN}none`)],
  [`GET ${policy("greet")}?Qualifier=42`, undefined, 404, user("The resource you requested does not exist.")],
  [`POST ${policy("greet")}?Qualifier=a-$-b`, permission, 404, user(`Function not found: ${ARN}greet:a-$-b`)],
  [`POST ${policy("greet")}?Qualifier=none`, permission, 404, user(`Cannot find alias arn: ${ARN}greet:none`)],
  [
    `PUT ${GREET}/configuration`,
    layers(...[1, 2, 3, 4, 5, 6].map((number) => layer(`l${number}:1`))),
    400,
    wrong("Cannot reference more than 5 layers."),
  ],
  [`PUT ${GREET}/configuration`, layers(layer("l:1"), layer("l:2")), 400, twice(layer("l:1"), layer("l:2"))],
  [`PUT ${GREET}/configuration`, layers(layer("l:1"), layer("l:1")), 400, twice(layer("l:1"), layer("l:1"))],
  [`PUT ${GREET}/configuration`, layers(layer("l:9")), 400, wrong(`Layer version ${layer("l:9")} does not exist.`)],
  [`PUT ${GREET}/configuration`, layers(layer("l")), 400, invalid(`'[${layer("l")}]' at 'layers'`, LAYER)],
  [
    `PUT ${GREET}/configuration`,
    layers(layer("l:1", "eu-west-1")),
    400,
    wrong("Layers are not in the same region as the function. Layers are expected to be in region us-east-1."),
  ],
  ["GET /2018-10-31/layers/l/versions/0", undefined, 400, wrong("Layer Version Cannot be less than 1")],
  [
    "GET /2015-03-31/functions/?FunctionVersion=invalid",
    undefined,
    400,
    invalid("'invalid' at 'functionVersion'", "Member must satisfy enum value set: [ALL]"),
  ],
])("refuses %s of %j", async (called, body, status, refusal) => {
  const answer = await api.call(called, body);
  expect(answer).toMatchObject({ status, body: refusal });
});

it("shows the destination that there is, and none for the other", async () => {
  const arn = "arn:aws:sqs:us-east-1:123456789012:late";
  const DestinationConfig = { OnSuccess: { Destination: arn }, OnFailure: {} };
  const config = { DestinationConfig, FunctionArn: `${ARN}greet:1`, LastModified: NOW / 1000 };
  expect((await api.call(`PUT ${events("greet:1")}`, destined(arn))).body).toEqual(config);
  const changed = { ...config, MaximumRetryAttempts: 0 };
  expect((await api.call(`POST ${events("greet:1")}`, { MaximumRetryAttempts: 0 })).body).toEqual(changed);
});

it("takes an architecture as AWS's model writes it alone", async () => {
  const { status, body } = await api.create(SAYS("two"), { FunctionName: "two", Architectures: ["X86_64"] });
  const set = "Member must satisfy enum value set: [x86_64, arm64]";
  const constraint = `Member must satisfy constraint: [${set}, Member must not be null]`;
  expect([status, body]).toEqual([400, invalid("'[X86_64]' at 'architectures'", constraint)]);
});

it("gives a policy the revision of its function, version or alias, which a permission renews", async () => {
  await api.call(`POST ${GREET}/aliases`, { Name: "live", FunctionVersion: "1" });
  const read = async (path: string) => {
    const { body } = await api.call(`GET ${path}`);
    const { RevisionId, Configuration } = body as { RevisionId?: string; Configuration?: { RevisionId: string } };
    return RevisionId ?? Configuration?.RevisionId;
  };
  const holders = [
    [GREET, ""],
    [`${GREET}?Qualifier=1`, "?Qualifier=1"],
    [`${GREET}/aliases/live`, "?Qualifier=live"],
  ] as const;
  for (const [holder, qualifier] of holders) {
    const RevisionId = await read(holder);
    const add = () => api.call(`POST ${policy("greet")}${qualifier}`, { ...permission, RevisionId });
    expect(await add()).toMatchObject({ status: 201 });
    expect(await add()).toMatchObject({ status: 412 });
    const renewed = await read(holder);
    expect(renewed).not.toBe(RevisionId);
    expect(await read(`${policy("greet")}${qualifier}`)).toBe(renewed);
  }
  expect(await api.call(`POST ${GREET}/versions`, {})).toMatchObject({ body: { Version: "1" } });
});
