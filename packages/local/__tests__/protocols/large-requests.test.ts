import { createQueryApi } from "../../protocols/query-protocol";
import { parseXml } from "../../protocols/xml-document";
import type { ApiError } from "../../protocols/api-error";

it.each([
  ["many tags", `<a>${"<b/>".repeat(500_000)}</a>`],
  ["a long text", `<a>${"x".repeat(8_000_000)}</a>`],
])("rejects a document with %s unread", (_, text) => {
  expect(() => parseXml(text)).toThrow(
    new Error(`XML: the document is larger than services take, got ${text.length} characters; send less`),
  );
});

it("takes a document of 1,000 records", () => {
  const record =
    "<Change><Action>UPSERT</Action><ResourceRecordSet><Name>a.example</Name></ResourceRecordSet></Change>";
  expect(Object.keys(parseXml(`<Batch>${record.repeat(1_000)}</Batch>`))).toEqual(["Batch"]);
});

it("rejects a form with more parameters than any call has", () => {
  const api = createQueryApi({
    namespace: "https://iam.amazonaws.com/doc/2010-05-08/",
    service: "IAM",
    actions: {},
    store: undefined,
    isError: (thrown): thrown is ApiError => thrown === undefined,
    log: () => undefined,
  });
  const body = "a=1&".repeat(500_000);
  const request = { service: "iam", region: "us-east-1", method: "POST", path: "/", headers: {}, body };
  const answer = api({ ...request, query: new URLSearchParams() });
  expect([answer.status, answer.body]).toEqual([
    413,
    expect.stringContaining("<Code>RequestEntityTooLarge</Code><Message>Request has over 20000 parameters</Message>"),
  ]);
});
