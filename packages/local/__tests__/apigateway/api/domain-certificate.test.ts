import { createAws } from "../../../account/aws";
import { createEndpoint } from "../../../account/endpoint";
import { createVirtualClock } from "../../virtual-clock";

const REQUEST = { DomainName: "ws.example.com", ValidationMethod: "DNS" };

/** An AWS with a certificate that waits for its records, and calls of its services in one region. */
async function open(region: string) {
  const lines: string[] = [];
  const log = (line: string) => void lines.push(line);
  const clock = createVirtualClock();
  const aws = createAws({ clock, log });
  const callEndpoint = createEndpoint({ log });
  const call = async (service: string, target: string, body: object, method = "POST") => {
    const headers = target.startsWith("/") ? {} : { "x-amz-target": target };
    const path = target.startsWith("/") ? target : "/";
    const request = { service, region, method, path, query: new URLSearchParams(), headers };
    const answer = await callEndpoint(aws, { ...request, body: JSON.stringify(body) });
    return { status: answer.status, body: JSON.parse(answer.body || "{}") as Readonly<Record<string, string>> };
  };
  const { body } = await call("acm", "CertificateManager.RequestCertificate", REQUEST);
  const certificateArn = body.CertificateArn ?? "";
  const domain = { domainName: "ws.example.com", domainNameConfigurations: [{ certificateArn }] };
  return { lines, clock, aws, call, certificateArn, domain };
}

it("rejects a domain name whose certificate is not issued yet, and says what waits for it", async () => {
  const { lines, clock, call, certificateArn, domain } = await open("eu-west-1");
  const refused = await call("apigateway", "/v2/domainnames", domain);
  const message = `Certificate ${certificateArn} in account 123456789012 not yet issued (Service: AWSCertificateManager; Status Code: 400; Error Code: RequestInProgressException; Request ID: …; Proxy: null)`;
  expect([refused.status, refused.body.message?.replace(/[\w-]{36}; Proxy/, "…; Proxy")]).toEqual([400, message]);
  expect(lines.map((line) => line.replace(/[\w-]{36}; Proxy/, "…; Proxy"))).toEqual([
    `API Gateway: POST /v2/domainnames: ${message}; name the certificate by aws_acm_certificate_validation, which waits until it is issued`,
  ]);
  await clock.advance(10_000);
  expect((await call("apigateway", "/v2/domainnames", domain)).status).toBe(201);
});

it("rejects to delete a certificate while a domain name or a distribution uses it", async () => {
  const { clock, aws, call, certificateArn, domain } = await open("us-east-1");
  await clock.advance(10_000);
  await call("apigateway", "/v2/domainnames", domain);
  const remove = () => call("acm", "CertificateManager.DeleteCertificate", { CertificateArn: certificateArn });
  const refused = {
    status: 400,
    body: {
      __type: "ResourceInUseException",
      message: `Certificate ${certificateArn} in account 123456789012 is in use.`,
    },
  };
  expect(await remove()).toEqual(refused);
  await call("apigateway", "/v2/domainnames/ws.example.com", {}, "DELETE");
  const config = {
    Origins: { Quantity: 1, Items: { Origin: [{ Id: "a", DomainName: "a.example.com" }] } },
    DefaultCacheBehavior: { TargetOriginId: "a" },
    ViewerCertificate: { ACMCertificateArn: certificateArn },
  };
  const { id, etag } = aws.cloudfront.createDistribution({ config });
  expect(await remove()).toEqual(refused);
  aws.cloudfront.deleteDistribution({ id, ifMatch: etag });
  expect((await remove()).status).toBe(200);
});
