import {
  CreateDistributionCommand,
  CreateDistributionWithTagsCommand,
  DeleteDistributionCommand,
  type DistributionConfig,
  GetDistributionCommand,
  GetDistributionConfigCommand,
  ListDistributionsCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateDistributionCommand,
} from "@aws-sdk/client-cloudfront";
import { createCloudFront } from "../../cloudfront/cloudfront";
import { outcome } from "../api-server";
import { account, distributionConfig, FUNCTION_ARN, NOW, openApi, type OpenApi } from "./open-api";

const CERTIFICATE = {
  ViewerCertificate: { ACMCertificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/c" },
};
const ORIGIN_GROUP = {
  Id: "group",
  FailoverCriteria: { StatusCodes: { Quantity: 1, Items: [500] } },
  Members: { Quantity: 2, Items: [{ OriginId: "api" }, { OriginId: "api" }] },
};
const aliased = (...Items: string[]) =>
  distributionConfig({ Aliases: { Quantity: Items.length, Items }, ...CERTIFICATE });
const running = (FunctionARN: string) =>
  distributionConfig(
    {},
    {
      FunctionAssociations: { Quantity: 1, Items: [{ EventType: "viewer-request", FunctionARN }] },
    },
  );

/** Every configuration has the member; nothing here is served over TLS. */
const UNUSED =
  "CloudFront: CreateDistribution: the member 'DistributionConfig.DefaultCacheBehavior.ViewerProtocolPolicy' is not used here";

describe("a distribution", () => {
  let { cloudfront, server, client, log }: OpenApi = {} as OpenApi;
  const create = (config: DistributionConfig) =>
    client.send(new CreateDistributionCommand({ DistributionConfig: config }));

  beforeEach(async () => ({ cloudfront, server, client, log } = await openApi()));
  afterEach(() => server.close());

  it("is deployed at once, with what AWS adds to its configuration", async () => {
    const { Distribution, ETag } = await create(distributionConfig());
    const id = Distribution?.Id;
    expect(Distribution).toMatchObject({
      Id: expect.stringMatching(/^E[A-Z0-9]{13}$/),
      ARN: `arn:aws:cloudfront::123456789012:distribution/${id}`,
      Status: "Deployed",
      LastModifiedTime: NOW,
      DomainName: expect.stringMatching(/^d[a-z0-9]{13}\.cloudfront\.net$/),
      DistributionConfig: {
        Comment: " <a> &\n'b' ",
        Enabled: true,
        Aliases: { Quantity: 0 },
        Origins: { Quantity: 1, Items: [{ Id: "api", OriginPath: "", ConnectionAttempts: 3 }] },
        OriginGroups: { Quantity: 0 },
        PriceClass: "PriceClass_All",
        ViewerCertificate: { CloudFrontDefaultCertificate: true, MinimumProtocolVersion: "TLSv1" },
        DefaultCacheBehavior: { FunctionAssociations: { Quantity: 0 }, TrustedSigners: { Enabled: false } },
      },
    });
    expect(await outcome(client.send(new GetDistributionCommand({ Id: id })))).toEqual({ Distribution, ETag });
    expect(await outcome(client.send(new GetDistributionConfigCommand({ Id: id })))).toEqual({
      DistributionConfig: Distribution?.DistributionConfig,
      ETag,
    });
  });

  it("is updated in its current version only, and deleted once it is disabled", async () => {
    const { Distribution, ETag: IfMatch } = await create(distributionConfig());
    const Id = Distribution?.Id;
    const enabled = "The distribution you are trying to delete has not been disabled.";
    const remove = (etag: string | undefined) =>
      outcome(client.send(new DeleteDistributionCommand({ Id, IfMatch: etag })));
    expect(await remove(IfMatch)).toEqual(["DistributionNotDisabled", 409, enabled]);
    const DistributionConfig = distributionConfig({ Enabled: false, Comment: "new" });
    const { ETag, Distribution: updated } = await client.send(
      new UpdateDistributionCommand({ Id, IfMatch, DistributionConfig }),
    );
    expect(updated).toMatchObject({ Id, DistributionConfig: { Enabled: false, Comment: "new" } });
    expect(await remove(IfMatch)).toEqual(["PreconditionFailed", 412, expect.any(String)]);
    expect(await remove(ETag)).toEqual({});
    const missing = ["NoSuchDistribution", 404, "The specified distribution does not exist."];
    expect(await outcome(client.send(new GetDistributionCommand({ Id })))).toEqual(missing);
  });

  it("has tags, which are changed by its ARN", async () => {
    const Tags = {
      Items: [
        { Key: "a&b", Value: "<c>" },
        { Key: "k", Value: "v" },
      ],
    };
    const { Distribution } = await client.send(
      new CreateDistributionWithTagsCommand({
        DistributionConfigWithTags: { DistributionConfig: distributionConfig(), Tags },
      }),
    );
    const Resource = Distribution?.ARN ?? "";
    expect(await outcome(client.send(new ListTagsForResourceCommand({ Resource })))).toEqual({ Tags });
    await client.send(new TagResourceCommand({ Resource, Tags: { Items: [{ Key: "k", Value: "w" }] } }));
    await client.send(new UntagResourceCommand({ Resource, TagKeys: { Items: ["a&b"] } }));
    expect(await outcome(client.send(new ListTagsForResourceCommand({ Resource })))).toEqual({
      Tags: { Items: [{ Key: "k", Value: "w" }] },
    });
    const missing = ["NoSuchResource", 404, "The specified resource does not exist."];
    const other = new ListTagsForResourceCommand({ Resource: `${Resource}X` });
    expect(await outcome(client.send(other))).toEqual(missing);
  });

  it("outlives a restart with its tags, and so do functions and policies", async () => {
    await client.send(
      new CreateDistributionWithTagsCommand({
        DistributionConfigWithTags: {
          DistributionConfig: aliased("a.example.com"),
          Tags: { Items: [{ Key: "k", Value: "v" }] },
        },
      }),
    );
    cloudfront.createOriginRequestPolicy({ Name: "p" }, "id");
    cloudfront.createFunction({ name: "f", code: "", config: { Runtime: "cloudfront-js-2.0" } });
    const restored = createCloudFront(account);
    restored.importState(cloudfront.exportState());
    expect(restored.distributions()).toEqual(
      cloudfront.distributions().map(({ settings, ...rest }) => ({
        ...rest,
        settings: expect.objectContaining({ aliases: settings.aliases }),
      })),
    );
    expect(restored.getOriginRequestPolicy("id")).toEqual(cloudfront.getOriginRequestPolicy("id"));
    expect(restored.exportState()).toEqual(cloudfront.exportState());
    restored.importState({});
    expect(restored.distributions()).toEqual([]);
  });

  it.each<[object, string, string]>([
    [{ WebACLId: "arn:aws:wafv2:us-east-1:123456789012:global/webacl/a/b" }, "web_acl_id", "web ACL"],
    [
      { Restrictions: { GeoRestriction: { RestrictionType: "whitelist", Quantity: 1, Items: ["DE"] } } },
      "geo_restriction",
      "restriction",
    ],
  ])("with %j says what of it is left out", async (config, name) => {
    const { Distribution } = await create(distributionConfig(config));
    expect(log).toEqual([
      UNUSED,
      `CloudFront distribution '${Distribution?.Id}': not emulated, and every viewer gets in without it: ${name}`,
    ]);
  });

  it("may send requests to a group of its origins", async () => {
    const group = { OriginGroups: { Quantity: 1, Items: [ORIGIN_GROUP] } };
    const { Distribution } = await create(distributionConfig(group, { TargetOriginId: "group" }));
    expect(Distribution?.DistributionConfig?.OriginGroups).toMatchObject({ Quantity: 1, Items: [{ Id: "group" }] });
    expect(log).toEqual([UNUSED]);
  });

  it.each([
    ["CachePolicyId", "08627262-05a9-4f76-9ded-b50ca2e3a84f"],
    ["CachePolicyId", "2e54312d-136d-493c-8eb9-b001f22f67d2"],
    ["OriginRequestPolicyId", "59781a5b-3903-41f3-afcb-af62929ccde1"],
    ["OriginRequestPolicyId", "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf"],
    ["OriginRequestPolicyId", "775133bc-15f2-49f9-abea-afb2e0bf67d2"],
    ["OriginRequestPolicyId", "acba4595-bd28-49b8-b9fe-13317c0390fa"],
  ])("may have AWS's own %s %s", async (name, id) => {
    expect(await outcome(create(distributionConfig({}, { [name]: id })))).toMatchObject({ Distribution: {} });
  });

  it.each([
    [
      "an origin that it has not",
      distributionConfig({}, { TargetOriginId: "other" }),
      ["NoSuchOrigin", 404, "One or more of your origins or origin groups do not exist."],
    ],
    [
      "a cache policy that is not there",
      distributionConfig({}, { CachePolicyId: "constructor" }),
      ["NoSuchCachePolicy", 404, "The specified cache policy does not exist."],
    ],
    [
      "an origin request policy that is not there",
      distributionConfig({}, { OriginRequestPolicyId: "constructor" }),
      ["NoSuchOriginRequestPolicy", 404, "The specified origin request policy does not exist."],
    ],
    [
      "a function that is not there",
      running(FUNCTION_ARN),
      [
        "InvalidFunctionAssociation",
        400,
        `The function ARN must reference a function that exists and is published to the LIVE stage. ARN: ${FUNCTION_ARN}`,
      ],
    ],
    [
      "a function that is not published",
      running("arn:aws:cloudfront::123456789012:function/draft"),
      [
        "InvalidFunctionAssociation",
        400,
        "The function ARN must reference a function that exists and is published to the LIVE stage. ARN: arn:aws:cloudfront::123456789012:function/draft",
      ],
    ],
    [
      "an alias without a certificate",
      distributionConfig({ Aliases: { Quantity: 1, Items: ["b.example.com"] } }),
      [
        "InvalidViewerCertificate",
        400,
        "To add an alternate domain name (CNAME) to a CloudFront distribution, you must attach a trusted certificate that validates your authorization to use the domain name. For more details, see: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html#alternate-domain-names-requirements",
      ],
    ],
    [
      "a certificate of another region",
      distributionConfig({
        ViewerCertificate: { ACMCertificateArn: "arn:aws:acm:eu-west-1:123456789012:certificate/c" },
      }),
      [
        "InvalidViewerCertificate",
        400,
        "The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or doesn't include a valid certificate chain.",
      ],
    ],
    [
      "an alias of another distribution",
      aliased("b.example.com", "a.example.com"),
      [
        "CNAMEAlreadyExists",
        409,
        "One or more of the CNAMEs you provided are already associated with a different resource.",
      ],
    ],
  ])("rejects %s", async (_, config, refusal) => {
    await create(aliased("a.example.com"));
    cloudfront.createFunction({ name: "draft", code: "", config: { Runtime: "cloudfront-js-2.0" } });
    expect(await outcome(create(config))).toEqual(refusal);
    expect(cloudfront.distributions()).toHaveLength(1);
  });

  it("rejects a document that is none", async () => {
    const post = async (body: string) => {
      const answer = await fetch(`${server.client.endpoint}/2020-05-31/distribution`, { method: "POST", body });
      return [answer.status, /<Error>.*<\/Error>/.exec(await answer.text())?.[0]];
    };
    const error = (message: string) =>
      `<Error><Type>Sender</Type><Code>MalformedInput</Code><Message>${message}</Message></Error>`;
    expect(await post("<A>")).toEqual([400, error("Could not parse the request's XML.")]);
    expect(await post("<A/>")).toEqual([400, error("The request has no element DistributionConfig.")]);
    expect(log).toEqual([]);
  });

  it("fails where AWS has an action that is not emulated", async () => {
    expect(await outcome(client.send(new ListDistributionsCommand({})))).toEqual(["NotFound", 404, "UnknownError"]);
  });
});
