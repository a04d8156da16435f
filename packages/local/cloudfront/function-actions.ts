import type { RestXmlActions, RestXmlRequest } from "../protocols/rest-xml-protocol";
import { childOf, textOf } from "../protocols/xml-element";
import type { CloudFront } from "./cloudfront";
import { printTime, VERSION } from "./documents";
import type { FunctionRequest, FunctionStage } from "./functions";
import { FUNCTION } from "./request-members";

const PATH = `/${VERSION}/function`;
const ONE = `${PATH}/{Name}`;

/** The actions on functions. @see https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_Operations_Amazon_CloudFront.html */
export const FUNCTION_ACTIONS: RestXmlActions<CloudFront> = {
  CreateFunction: {
    method: "POST",
    path: PATH,
    members: { CreateFunctionRequest: { members: { Name: {}, ...FUNCTION } } },
    status: 201,
    mutates: true,
    call(cloudfront, request) {
      const { name, development } = cloudfront.createFunction(readFunction(request, "CreateFunctionRequest"));
      const location = `https://cloudfront.amazonaws.com${PATH}/${name}`;
      return { body: describe(cloudfront, name, "DEVELOPMENT"), headers: { etag: development.etag, location } };
    },
  },
  DescribeFunction: {
    method: "GET",
    path: `${ONE}/describe`,
    query: ["Stage"],
    call(cloudfront, request) {
      const [name, stage] = [request.parameter("Name"), readStage(request)];
      const { etag } = cloudfront.functionVersion(name, stage);
      return { body: describe(cloudfront, name, stage), headers: { etag } };
    },
  },
  GetFunction: {
    method: "GET",
    path: ONE,
    query: ["Stage"],
    call(cloudfront, request) {
      const { code, etag } = cloudfront.functionVersion(request.parameter("Name"), readStage(request));
      return { body: code, headers: { etag, "content-type": "application/octet-stream" } };
    },
  },
  UpdateFunction: {
    method: "PUT",
    path: ONE,
    members: { UpdateFunctionRequest: { members: FUNCTION } },
    mutates: true,
    call(cloudfront, request) {
      const name = request.parameter("Name");
      const updated = {
        ...readFunction(request, "UpdateFunctionRequest"),
        name,
        ifMatch: request.headers["if-match"],
      };
      const { development } = cloudfront.updateFunction(updated);
      // AWS's model spells the header so.
      return { body: describe(cloudfront, name, "DEVELOPMENT"), headers: { ettag: development.etag } };
    },
  },
  PublishFunction: {
    method: "POST",
    path: `${ONE}/publish`,
    mutates: true,
    call(cloudfront, request) {
      const name = request.parameter("Name");
      cloudfront.publishFunction({ name, ifMatch: request.headers["if-match"] });
      return { body: describe(cloudfront, name, "LIVE") };
    },
  },
  DeleteFunction: {
    method: "DELETE",
    path: ONE,
    status: 204,
    mutates: true,
    call: (cloudfront, { parameter, headers }) =>
      cloudfront.deleteFunction({ name: parameter("Name"), ifMatch: headers["if-match"] }),
  },
};

function readFunction(request: RestXmlRequest, root: string): FunctionRequest {
  const body = request.body(root);
  const code = Buffer.from(textOf(body, "FunctionCode") ?? "", "base64").toString();
  return { name: textOf(body, "Name") ?? "", config: childOf(body, "FunctionConfig"), code };
}

const readStage = ({ query }: RestXmlRequest): FunctionStage =>
  query.get("Stage") === "LIVE" ? "LIVE" : "DEVELOPMENT";

function describe(cloudfront: CloudFront, name: string, stage: FunctionStage) {
  const found = cloudfront.getFunction(name);
  const { config, lastModifiedTime } = cloudfront.functionVersion(name, stage);
  return {
    FunctionSummary: {
      Name: name,
      Status: cloudfront.functionStatus(found),
      FunctionConfig: config,
      FunctionMetadata: {
        FunctionARN: found.arn,
        Stage: stage,
        CreatedTime: printTime(found.createdTime),
        LastModifiedTime: printTime(lastModifiedTime),
      },
    },
  };
}
