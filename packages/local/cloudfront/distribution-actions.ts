import type { RestXmlActions, RestXmlResult } from "../protocols/rest-xml-protocol";
import { childOf } from "../protocols/xml-element";
import type { CloudFront } from "./cloudfront";
import type { Distribution } from "./distributions";
import { printTime, VERSION } from "./documents";
import { DISTRIBUTION, TAGS } from "./request-members";
import { readTags } from "./tag-actions";

const PATH = `/${VERSION}/distribution`;
const ONE = `${PATH}/{Id}`;
const CONFIG = "DistributionConfig";
const MEMBERS = { [CONFIG]: { members: DISTRIBUTION } };

/** The actions on distributions. */
export const DISTRIBUTION_ACTIONS: RestXmlActions<CloudFront> = {
  // Before CreateDistribution, whose path it has.
  CreateDistributionWithTags: {
    method: "POST",
    path: PATH,
    marker: "WithTags",
    members: { DistributionConfigWithTags: { members: { [CONFIG]: { members: DISTRIBUTION }, Tags: TAGS } } },
    status: 201,
    mutates: true,
    call(cloudfront, { body }) {
      const request = body("DistributionConfigWithTags");
      const tags = readTags(childOf(request, "Tags"));
      return describe(cloudfront.createDistribution({ config: childOf(request, CONFIG), tags }));
    },
  },
  CreateDistribution: {
    method: "POST",
    path: PATH,
    members: MEMBERS,
    status: 201,
    mutates: true,
    call: (cloudfront, { body }) => describe(cloudfront.createDistribution({ config: body(CONFIG) })),
  },
  GetDistribution: {
    method: "GET",
    path: ONE,
    call: (cloudfront, { parameter }) => describe(cloudfront.getDistribution(parameter("Id"))),
  },
  GetDistributionConfig: {
    method: "GET",
    path: `${ONE}/config`,
    call(cloudfront, { parameter }) {
      const { config, etag } = cloudfront.getDistribution(parameter("Id"));
      return { body: { [CONFIG]: config }, headers: { etag } };
    },
  },
  UpdateDistribution: {
    method: "PUT",
    path: `${ONE}/config`,
    members: MEMBERS,
    mutates: true,
    call(cloudfront, { parameter, headers, body }) {
      const change = { id: parameter("Id"), ifMatch: headers["if-match"] };
      return describe(cloudfront.updateDistribution(change, body(CONFIG)));
    },
  },
  DeleteDistribution: {
    method: "DELETE",
    path: ONE,
    status: 204,
    mutates: true,
    call: (cloudfront, { parameter, headers }) =>
      cloudfront.deleteDistribution({ id: parameter("Id"), ifMatch: headers["if-match"] }),
  },
};

const NOBODY = { Enabled: "false", Quantity: 0 };

/** A distribution is deployed at once, where AWS takes minutes. */
function describe({ id, arn, domainName, etag, lastModifiedTime, config }: Distribution): RestXmlResult {
  const distribution = {
    Id: id,
    ARN: arn,
    Status: "Deployed",
    LastModifiedTime: printTime(lastModifiedTime),
    InProgressInvalidationBatches: 0,
    DomainName: domainName,
    ActiveTrustedSigners: NOBODY,
    ActiveTrustedKeyGroups: NOBODY,
    [CONFIG]: config,
  };
  const location = `https://cloudfront.amazonaws.com${PATH}/${id}`;
  return { body: { Distribution: distribution }, headers: { etag, location } };
}
