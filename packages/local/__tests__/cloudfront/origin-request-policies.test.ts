import {
  CreateDistributionCommand,
  CreateOriginRequestPolicyCommand,
  DeleteOriginRequestPolicyCommand,
  GetOriginRequestPolicyCommand,
  GetOriginRequestPolicyConfigCommand,
  UpdateOriginRequestPolicyCommand,
} from "@aws-sdk/client-cloudfront";
import { outcome } from "../api-server";
import { distributionConfig, ETAG, NOW, openApi, type OpenApi, POLICY } from "./open-api";

const MISSING = ["NoSuchOriginRequestPolicy", 404, "The specified origin request policy does not exist."];
const MANAGED = "b689b0a8-53d0-40ab-baf2-68738e2966ac";

describe("an origin request policy", () => {
  let { server, client }: OpenApi = {} as OpenApi;
  const create = (more: object = {}) =>
    client.send(new CreateOriginRequestPolicyCommand({ OriginRequestPolicyConfig: { ...POLICY, ...more } }));

  beforeEach(async () => ({ server, client } = await openApi()));
  afterEach(() => server.close());

  it("is created, read, updated and deleted", async () => {
    const { OriginRequestPolicy: policy, ETag: IfMatch } = await create();
    const Id = policy?.Id ?? "";
    expect(policy).toEqual({
      Id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      LastModifiedTime: NOW,
      OriginRequestPolicyConfig: POLICY,
    });
    const read = new GetOriginRequestPolicyCommand({ Id });
    expect(await outcome(client.send(read))).toEqual({ OriginRequestPolicy: policy, ETag: IfMatch });
    const config = { ...POLICY, Comment: "new", QueryStringsConfig: { QueryStringBehavior: "none" } } as const;
    const update = new UpdateOriginRequestPolicyCommand({ Id, IfMatch, OriginRequestPolicyConfig: config });
    const { ETag } = await client.send(update);
    expect(await outcome(client.send(new GetOriginRequestPolicyConfigCommand({ Id })))).toEqual({
      OriginRequestPolicyConfig: config,
      ETag,
    });
    expect(await outcome(client.send(update))).toEqual(["PreconditionFailed", 412, expect.any(String)]);
    expect(await outcome(client.send(new DeleteOriginRequestPolicyCommand({ Id, IfMatch: ETag })))).toEqual({});
    expect(await outcome(client.send(read))).toEqual(MISSING);
  });

  it("rejects its deletion while a behavior has it", async () => {
    const { OriginRequestPolicy: policy, ETag: IfMatch } = await create();
    const config = distributionConfig({}, { OriginRequestPolicyId: policy?.Id });
    await client.send(new CreateDistributionCommand({ DistributionConfig: config }));
    const message = "Cannot delete the origin request policy because it is attached to one or more cache behaviors.";
    expect(await outcome(client.send(new DeleteOriginRequestPolicyCommand({ Id: policy?.Id, IfMatch })))).toEqual([
      "OriginRequestPolicyInUse",
      409,
      message,
    ]);
  });

  it("rejects a name that is taken, headers that are not allowed, and too many", async () => {
    await create();
    const taken = "An origin request policy with this name already exists. You must provide a unique name.";
    expect(await outcome(create())).toEqual(["OriginRequestPolicyAlreadyExists", 409, taken]);
    const headers = (Items: string[]) => ({
      Name: "other",
      HeadersConfig: { HeaderBehavior: "whitelist", Headers: { Quantity: Items.length, Items } },
    });
    const forbidden = "The parameter Headers contains Authorization that is not allowed.";
    expect(await outcome(create(headers(["Authorization"])))).toEqual(["InvalidArgument", 400, forbidden]);
    const many = Array.from({ length: 11 }, (_, index) => `h${index}`);
    expect(await outcome(create(headers(many)))).toEqual([
      "TooManyHeadersInOriginRequestPolicy",
      400,
      "The number of headers in the origin request policy exceeds the maximum.",
    ]);
    expect(await outcome(create(headers(many.slice(1))))).toMatchObject({ ETag: ETAG });
  });

  it("of AWS can be used", async () => {
    const config = distributionConfig({}, { OriginRequestPolicyId: MANAGED });
    const { Distribution } = await client.send(new CreateDistributionCommand({ DistributionConfig: config }));
    expect(Distribution?.DistributionConfig?.DefaultCacheBehavior?.OriginRequestPolicyId).toBe(MANAGED);
  });
});
