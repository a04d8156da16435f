import {
  CreateFunctionCommand,
  DeleteFunctionCommand,
  DescribeFunctionCommand,
  GetFunctionCommand,
  PublishFunctionCommand,
  UpdateFunctionCommand,
} from "@aws-sdk/client-cloudfront";
import { outcome } from "../api-server";
import { CODE, distributionConfig, ETAG, FUNCTION, FUNCTION_ARN, NOW, openApi, type OpenApi } from "./open-api";

const { Name } = FUNCTION;
const MISSING = ["NoSuchFunctionExists", 404, "The specified function does not exist."];
const STALE = "The request failed because it didn't meet the preconditions in one or more request-header fields.";

describe("a function", () => {
  let { cloudfront, server, client }: OpenApi = {} as OpenApi;
  const create = () => client.send(new CreateFunctionCommand(FUNCTION));
  const describeStage = (Stage: "DEVELOPMENT" | "LIVE") => client.send(new DescribeFunctionCommand({ Name, Stage }));
  const summary = (Stage: string, Status: string) => ({
    Name,
    Status,
    FunctionConfig: FUNCTION.FunctionConfig,
    FunctionMetadata: { FunctionARN: FUNCTION_ARN, Stage, CreatedTime: NOW, LastModifiedTime: NOW },
  });

  beforeEach(async () => ({ cloudfront, server, client } = await openApi()));
  afterEach(() => server.close());

  it("is created in the stage DEVELOPMENT", async () => {
    const location = `https://cloudfront.amazonaws.com/2020-05-31/function/${Name}`;
    const created = { FunctionSummary: summary("DEVELOPMENT", "UNPUBLISHED"), ETag: ETAG, Location: location };
    expect(await outcome(create())).toEqual(created);
    expect(await outcome(describeStage("LIVE"))).toEqual(MISSING);
    const { FunctionCode, ContentType } = await client.send(new GetFunctionCommand({ Name }));
    expect([Buffer.from(FunctionCode ?? []).toString(), ContentType]).toEqual([CODE, "application/octet-stream"]);
  });

  it("is published to the stage LIVE, which updates do not reach before they are published too", async () => {
    const { ETag: IfMatch } = await create();
    expect(await outcome(client.send(new PublishFunctionCommand({ Name, IfMatch })))).toEqual({
      FunctionSummary: summary("LIVE", "UNASSOCIATED"),
    });
    const changed = { ...FUNCTION, FunctionCode: Buffer.from("// new"), IfMatch };
    const { ETag } = await client.send(new UpdateFunctionCommand(changed));
    expect([ETag, ETag === IfMatch]).toEqual([ETAG, false]);
    expect((await describeStage("DEVELOPMENT")).ETag).toBe(ETag);
    const codeOf = async (Stage: "DEVELOPMENT" | "LIVE") =>
      Buffer.from((await client.send(new GetFunctionCommand({ Name, Stage }))).FunctionCode ?? []).toString();
    expect([await codeOf("DEVELOPMENT"), await codeOf("LIVE")]).toEqual(["// new", CODE]);
    await client.send(new PublishFunctionCommand({ Name, IfMatch: ETag }));
    expect(await codeOf("LIVE")).toBe("// new");
  });

  it("is deployed while a distribution runs it, and cannot be deleted then", async () => {
    const { ETag: IfMatch } = await create();
    cloudfront.publishFunction({ name: Name, ifMatch: IfMatch });
    const association = { EventType: "viewer-request", FunctionARN: FUNCTION_ARN };
    const associations = { Quantity: 1, Items: { FunctionAssociation: association } };
    const config = JSON.parse(JSON.stringify(distributionConfig({ Enabled: false })));
    config.Origins.Items = { Origin: config.Origins.Items };
    config.DefaultCacheBehavior.FunctionAssociations = associations;
    const { id, etag } = cloudfront.createDistribution({ config });
    expect((await describeStage("LIVE")).FunctionSummary?.Status).toBe("DEPLOYED");
    const remove = () => client.send(new DeleteFunctionCommand({ Name, IfMatch }));
    const inUse = "Cannot delete function move-uri, it is in use by 1 distributions";
    expect(await outcome(remove())).toEqual(["FunctionInUse", 409, inUse]);
    cloudfront.deleteDistribution({ id, ifMatch: etag });
    expect(await outcome(remove())).toEqual({});
    expect(await outcome(describeStage("DEVELOPMENT"))).toEqual(MISSING);
  });

  it("rejects a change of a version that is not the current one", async () => {
    await create();
    const stale = ["PreconditionFailed", 412, STALE];
    const change = { ...FUNCTION, IfMatch: "EOTHER" };
    expect(await outcome(client.send(new UpdateFunctionCommand(change)))).toEqual(stale);
    expect(await outcome(client.send(new PublishFunctionCommand(change)))).toEqual(stale);
    expect(await outcome(client.send(new DeleteFunctionCommand(change)))).toEqual(stale);
    expect(() => cloudfront.deleteFunction({ name: Name, ifMatch: undefined })).toThrow(
      "The If-Match version is missing or not valid for the resource.",
    );
  });

  it.each([
    [
      "a name that is taken",
      {},
      ["FunctionAlreadyExists", 409, "A function with the same name already exists in this AWS account."],
    ],
    ["a name that is none", { Name: "a b" }, ["InvalidArgument", 400, "The parameter Name is not valid."]],
    [
      "code that is too large",
      { FunctionCode: Buffer.alloc(10_241, "a") },
      ["FunctionSizeLimitExceeded", 413, "The function exceeds the maximum size."],
    ],
    [
      "a runtime that is none",
      { FunctionConfig: { Comment: "", Runtime: "nodejs" as "cloudfront-js-1.0" } },
      ["InvalidArgument", 400, "The parameter Runtime is not valid: nodejs"],
    ],
  ])("rejects %s", async (_, more, refusal) => {
    await create();
    expect(await outcome(client.send(new CreateFunctionCommand({ ...FUNCTION, ...more })))).toEqual(refusal);
  });
});
