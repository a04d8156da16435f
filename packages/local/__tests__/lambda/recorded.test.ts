import { ARN, GREET, invalid, NOW, openApi, type OpenApi, SAYS, user } from "./open-api";

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
const whole = user(
  "This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.",
);
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
  [`PUT ${events("greet")}`, {}, 400, user("You must specify at least one of error handling or destination setting.")],
  [`PUT ${events("greet")}`, destined(`${ARN}none`), 400, user(`The destination ARN ${ARN}none is invalid.`)],
  [
    `PUT ${events("greet")}`,
    destined(`${ARN}greet`),
    400,
    user("You can't specify the function as a destination for itself."),
  ],
  [
    `PUT ${events("greet")}`,
    destined(other),
    400,
    user(
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
    user("$LATEST version cannot be deleted without deleting the function."),
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
