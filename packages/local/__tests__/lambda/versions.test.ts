import { ARN, GREET, invalid, openApi, type OpenApi, SAYS, user, wrong, zipText } from "./open-api";

/** A process starts slowly on a loaded machine. */
jest.setTimeout(60_000);

let api: OpenApi;
beforeEach(async () => void (api = await openApi()));
afterEach(() => api.close());

describe("versions and aliases", () => {
  beforeEach(async () => {
    await api.create(SAYS("one"));
    await api.call(`POST ${GREET}/versions`, { Description: "first" });
    await api.call(`PUT ${GREET}/code`, { ZipFile: zipText({ "index.mjs": SAYS("two") }) });
  });

  it("run what was published, whatever becomes of $LATEST", async () => {
    expect([await api.invoke("?Qualifier=1"), await api.invoke()]).toMatchObject([{ said: "one" }, { said: "two" }]);
    expect((await api.call(`GET ${GREET}?Qualifier=1`)).body).toMatchObject({
      Configuration: { FunctionArn: `${ARN}greet:1`, Version: "1", Description: "first" },
    });
  });

  it("publish nothing anew where nothing has changed", async () => {
    const publish = async () => ((await api.call(`POST ${GREET}/versions`, {})).body as { Version: string }).Version;
    expect([await publish(), await publish()]).toEqual(["2", "2"]);
    await api.call(`PUT ${GREET}/configuration`, { Timeout: 5 });
    expect(await publish()).toBe("3");
  });

  it("share an alias by their weights", async () => {
    await api.call(`POST ${GREET}/versions`, {});
    const weighted = (weight: number) => ({
      FunctionVersion: "1",
      RoutingConfig: { AdditionalVersionWeights: { "2": weight } },
    });
    expect(await api.call(`POST ${GREET}/aliases`, { Name: "live", ...weighted(0.6) })).toMatchObject({
      status: 201,
      body: { AliasArn: `${ARN}greet:live`, Name: "live", Description: "", ...weighted(0.6) },
    });
    expect(await api.invoke("?Qualifier=live")).toMatchObject({ said: "two" });
    await api.call(`PUT ${GREET}/aliases/live`, weighted(0.4));
    expect(await api.invoke("?Qualifier=live")).toMatchObject({ said: "one" });
  });

  it("keep a version that an alias names", async () => {
    await api.call(`POST ${GREET}/aliases`, { Name: "live", FunctionVersion: "1" });
    expect(await api.call(`DELETE ${GREET}?Qualifier=1`)).toMatchObject({
      status: 409,
      body: wrong("Unable to delete version because the following aliases reference it: [live]"),
    });
    await api.call(`DELETE ${GREET}/aliases/live`);
    expect(await api.call(`DELETE ${GREET}?Qualifier=1`)).toMatchObject({ status: 204 });
    expect(await api.call(`GET ${GREET}?Qualifier=1`)).toMatchObject({
      body: user(`Function not found: ${ARN}greet:1`),
    });
  });

  it.each([
    ["POST", "", { Name: "live", FunctionVersion: "9" }, 404, user(`Function not found: ${ARN}greet:9`)],
    ["GET", "/none", undefined, 404, user(`Cannot find alias arn: ${ARN}greet:none`)],
    [
      "POST",
      "",
      { Name: "7", FunctionVersion: "1" },
      400,
      invalid("'7' at 'name'", "Member must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)"),
    ],
  ])("rejects %s aliases%s %j", async (method, path, body, status, refusal) => {
    expect(await api.call(`${method} ${GREET}/aliases${path}`, body)).toMatchObject({ status, body: refusal });
  });
});
