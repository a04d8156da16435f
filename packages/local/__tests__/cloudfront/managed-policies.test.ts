import {
  CreateOriginRequestPolicyCommand,
  GetCachePolicyCommand,
  GetOriginRequestPolicyCommand,
  ListCachePoliciesCommand,
  ListOriginRequestPoliciesCommand,
} from "@aws-sdk/client-cloudfront";
import { outcome } from "../api-server";
import { CACHING_DISABLED, openApi, type OpenApi, POLICY } from "./open-api";

const ALL_BUT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac";

describe("AWS's own policies", () => {
  let { server, client }: OpenApi = {} as OpenApi;
  beforeEach(async () => ({ server, client } = await openApi()));
  afterEach(() => server.close());

  it("are listed by name and read by id: cache policies", async () => {
    const { CachePolicyList } = await client.send(new ListCachePoliciesCommand({ Type: "managed" }));
    const found = CachePolicyList?.Items?.find(
      ({ CachePolicy }) => CachePolicy?.CachePolicyConfig?.Name === "Managed-CachingDisabled",
    );
    expect(found).toMatchObject({ Type: "managed", CachePolicy: { Id: CACHING_DISABLED } });
    const { CachePolicy } = await client.send(new GetCachePolicyCommand({ Id: CACHING_DISABLED }));
    expect(CachePolicy?.CachePolicyConfig).toMatchObject({
      MinTTL: 0,
      MaxTTL: 0,
      ParametersInCacheKeyAndForwardedToOrigin: {
        EnableAcceptEncodingGzip: false,
        HeadersConfig: { HeaderBehavior: "none" },
      },
    });
  });

  it("are listed page by page", async () => {
    const first = await client.send(new ListCachePoliciesCommand({ MaxItems: 5 }));
    const Marker = first.CachePolicyList?.NextMarker;
    const last = await client.send(new ListCachePoliciesCommand({ MaxItems: 5, Marker }));
    expect(first.CachePolicyList?.Items).toHaveLength(5);
    expect(last.CachePolicyList).toMatchObject({ Quantity: 2, Items: [{ CachePolicy: { Id: Marker } }, {}] });
    expect(last.CachePolicyList?.NextMarker).toBeUndefined();
  });

  it("are listed before the account's: origin request policies", async () => {
    await client.send(new CreateOriginRequestPolicyCommand({ OriginRequestPolicyConfig: POLICY }));
    const list = async (Type?: "managed" | "custom") =>
      (await client.send(new ListOriginRequestPoliciesCommand({ Type }))).OriginRequestPolicyList?.Items ?? [];
    expect((await list()).at(-1)?.OriginRequestPolicy?.OriginRequestPolicyConfig).toEqual(POLICY);
    expect(await list("custom")).toHaveLength(1);
    expect(await list("managed")).toHaveLength((await list()).length - 1);
    const { OriginRequestPolicy } = await client.send(new GetOriginRequestPolicyCommand({ Id: ALL_BUT_HOST }));
    expect(OriginRequestPolicy?.OriginRequestPolicyConfig).toMatchObject({
      Name: "Managed-AllViewerExceptHostHeader",
      HeadersConfig: { HeaderBehavior: "allExcept", Headers: { Quantity: 1, Items: ["Host"] } },
    });
  });

  it("rejects the id of a cache policy that is none of AWS's", async () => {
    const none = new GetCachePolicyCommand({ Id: "mine" });
    const message = "The specified cache policy does not exist.";
    expect(await outcome(client.send(none))).toEqual(["NoSuchCachePolicy", 404, message]);
  });
});
