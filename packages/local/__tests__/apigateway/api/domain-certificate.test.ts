import { createAws } from "../../../account/aws";
import { createEndpoint } from "../../../account/endpoint";
import { createVirtualClock } from "../../virtual-clock";

it("rejects a domain name whose certificate is not issued yet, and says what waits for it", async () => {
  const lines: string[] = [];
  const log = (line: string) => void lines.push(line);
  const clock = createVirtualClock();
  const aws = createAws({ clock, log });
  const callEndpoint = createEndpoint({ log });
  const call = async (service: string, target: string, body: object) => {
    const headers = target.startsWith("/") ? {} : { "x-amz-target": target };
    const path = target.startsWith("/") ? target : "/";
    const request = { service, region: "eu-west-1", method: "POST", path, query: new URLSearchParams(), headers };
    const answer = await callEndpoint(aws, { ...request, body: JSON.stringify(body) });
    return { status: answer.status, body: JSON.parse(String(answer.body)) as Readonly<Record<string, string>> };
  };
  const request = { DomainName: "ws.example.com", ValidationMethod: "DNS" };
  const { body: made } = await call("acm", "CertificateManager.RequestCertificate", request);
  const certificateArn = made.CertificateArn;
  const domain = { domainName: "ws.example.com", domainNameConfigurations: [{ certificateArn }] };
  const refused = await call("apigateway", "/v2/domainnames", domain);
  const message = `Certificate ${certificateArn} in account 123456789012 not yet issued (Service: AWSCertificateManager; Status Code: 400; Error Code: RequestInProgressException; Request ID: …; Proxy: null)`;
  expect([refused.status, refused.body.message?.replace(/[\w-]{36}; Proxy/, "…; Proxy")]).toEqual([400, message]);
  expect(lines.map((line) => line.replace(/[\w-]{36}; Proxy/, "…; Proxy"))).toEqual([
    `API Gateway: POST /v2/domainnames: ${message}; name the certificate by aws_acm_certificate_validation, which waits until it is issued`,
  ]);
  await clock.advance(10_000);
  expect((await call("apigateway", "/v2/domainnames", domain)).status).toBe(201);
});
