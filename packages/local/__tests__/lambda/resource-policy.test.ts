import { ARN, GREET, openApi, type OpenApi, user, wrong } from "./open-api";

let api: OpenApi;
beforeEach(async () => void (api = await openApi()));
afterEach(() => api.close());

describe("a resource policy", () => {
  const GATEWAY = "apigateway.amazonaws.com";
  const SOURCE = "arn:aws:execute-api:us-east-1:123456789012:abc/dev/$default";
  const permission = { StatementId: "s1", Action: "lambda:InvokeFunction", Principal: GATEWAY };
  const add = (members: object = {}, query = "") =>
    api.call(`POST ${GREET}/policy${query}`, { ...permission, ...members });
  beforeEach(() => api.create());

  it("allows whom a statement names, and shows it", async () => {
    expect(api.lambda.allows(`${ARN}greet`, GATEWAY, SOURCE)).toBe(false);
    const statement = {
      Sid: "s1",
      Effect: "Allow",
      Principal: { Service: GATEWAY },
      Action: "lambda:InvokeFunction",
      Resource: `${ARN}greet`,
      Condition: {
        StringEquals: { "AWS:SourceAccount": "123456789012" },
        ArnLike: { "AWS:SourceArn": "arn:aws:execute-api:us-east-1:123456789012:abc/*" },
      },
    };
    const conditions = { SourceAccount: "123456789012", SourceArn: "arn:aws:execute-api:us-east-1:123456789012:abc/*" };
    expect(await add(conditions)).toEqual({ status: 201, body: { Statement: JSON.stringify(statement) } });
    expect((await api.call(`GET ${GREET}/policy`)).body).toMatchObject({
      Policy: JSON.stringify({ Version: "2012-10-17", Id: "default", Statement: [statement] }),
    });
    expect(api.lambda.allows(`${ARN}greet`, GATEWAY, SOURCE)).toBe(true);
    await api.call(`DELETE ${GREET}/policy/s1`);
    expect(api.lambda.allows(`${ARN}greet`, GATEWAY, SOURCE)).toBe(false);
  });

  it.each<readonly [string, object]>([
    ["another service", { Principal: "events.amazonaws.com" }],
    ["another API", { SourceArn: "arn:aws:execute-api:us-east-1:123456789012:other/*" }],
    ["another account", { SourceAccount: "210987654321" }],
    ["a function URL", { FunctionUrlAuthType: "NONE", Principal: "*" }],
    ["another action", { Action: "lambda:GetFunction" }],
  ])("does not allow by a statement for %s", async (_, members) => {
    expect((await add(members)).status).toBe(201);
    expect(api.lambda.allows(`${ARN}greet`, GATEWAY, SOURCE)).toBe(false);
  });

  it("of an alias is its own", async () => {
    await api.call(`POST ${GREET}/aliases`, { Name: "live", FunctionVersion: "$LATEST" });
    await add({}, "?Qualifier=live");
    const allows = [`${ARN}greet:live`, `${ARN}greet`].map((arn) => api.lambda.allows(arn, GATEWAY, SOURCE));
    expect(allows).toEqual([true, false]);
  });

  it.each<readonly [string, object, string, number, unknown]>([
    [
      "a statement id that is taken",
      {},
      "",
      409,
      wrong(
        "The statement id (s1) provided already exists. Please provide a new statement id, or remove the existing statement.",
      ),
    ],
    [
      "$LATEST",
      { StatementId: "s2" },
      "?Qualifier=$LATEST",
      400,
      wrong("We currently do not support adding policies for $LATEST."),
    ],
    [
      "an alias that is not there",
      { StatementId: "s2" },
      "?Qualifier=live",
      404,
      user(`Cannot find alias arn: ${ARN}greet:live`),
    ],
    [
      "a principal that is none",
      { StatementId: "s2", Principal: "me" },
      "",
      400,
      wrong("The provided principal was invalid. Please check the principal and try again."),
    ],
  ])("rejects %s", async (_, members, query, status, body) => {
    await add();
    expect(await add(members, query)).toMatchObject({ status, body });
  });

  it("rejects removing and showing what is not there", async () => {
    expect(await api.call(`GET ${GREET}/policy`)).toMatchObject({
      status: 404,
      body: user("The resource you requested does not exist."),
    });
    await add();
    expect(await api.call(`DELETE ${GREET}/policy/s2`)).toMatchObject({
      status: 404,
      body: user("Statement s2 is not found in resource policy."),
    });
  });
});
