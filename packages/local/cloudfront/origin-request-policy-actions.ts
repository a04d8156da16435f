import type { RestXmlActions, RestXmlResult } from "../protocols/rest-xml-protocol";
import type { CloudFront } from "./cloudfront";
import { printTime, VERSION } from "./documents";
import { findManagedOriginPolicy } from "./managed-policy-actions";
import type { OriginRequestPolicy } from "./origin-request-policies";
import { ORIGIN_REQUEST_POLICY } from "./request-members";

const PATH = `/${VERSION}/origin-request-policy`;
const ONE = `${PATH}/{Id}`;
const CONFIG = "OriginRequestPolicyConfig";
const MEMBERS = { [CONFIG]: { members: ORIGIN_REQUEST_POLICY } };

/** The actions on origin request policies. */
export const ORIGIN_REQUEST_POLICY_ACTIONS: RestXmlActions<CloudFront> = {
  CreateOriginRequestPolicy: {
    method: "POST",
    path: PATH,
    members: MEMBERS,
    status: 201,
    mutates: true,
    call: (cloudfront, { body }) => describe(cloudfront.createOriginRequestPolicy(body(CONFIG))),
  },
  GetOriginRequestPolicy: {
    method: "GET",
    path: ONE,
    call: (cloudfront, { parameter }) =>
      findManagedOriginPolicy(parameter("Id")) ?? describe(cloudfront.getOriginRequestPolicy(parameter("Id"))),
  },
  GetOriginRequestPolicyConfig: {
    method: "GET",
    path: `${ONE}/config`,
    call(cloudfront, { parameter }) {
      const { config, etag } = cloudfront.getOriginRequestPolicy(parameter("Id"));
      return { body: { [CONFIG]: config }, headers: { etag } };
    },
  },
  UpdateOriginRequestPolicy: {
    method: "PUT",
    path: ONE,
    members: MEMBERS,
    mutates: true,
    call(cloudfront, { parameter, headers, body }) {
      const change = { id: parameter("Id"), ifMatch: headers["if-match"] };
      return describe(cloudfront.updateOriginRequestPolicy(change, body(CONFIG)));
    },
  },
  DeleteOriginRequestPolicy: {
    method: "DELETE",
    path: ONE,
    status: 204,
    mutates: true,
    call: (cloudfront, { parameter, headers }) =>
      cloudfront.deleteOriginRequestPolicy({ id: parameter("Id"), ifMatch: headers["if-match"] }),
  },
};

function describe({ id, etag, lastModifiedTime, config }: OriginRequestPolicy): RestXmlResult {
  const policy = { Id: id, LastModifiedTime: printTime(lastModifiedTime), [CONFIG]: config };
  const location = `https://cloudfront.amazonaws.com${PATH}/${id}`;
  return { body: { OriginRequestPolicy: policy }, headers: { etag, location } };
}
