import { callService } from "../../forward/call-service";
import { FORWARDED_SERVICES } from "../../forward/forwarded-services";
import { readForward } from "../../forward/forwards";
import { serveService, type ServedService } from "./serve-service";

let service: ServedService;
afterEach(() => service.close());

const open = async (name: string) => {
  service = await serveService(name);
  const forward = readForward(`${name}=${service.url}`, { where: "--forward", emulated: [], environment: {} });
  const { protocol } = FORWARDED_SERVICES[name]!;
  return (action: string, parameters = {}) =>
    callService(forward, protocol, { action, parameters, region: "us-east-1" });
};

it("tells the length of an object that is only asked for", async () => {
  const call = await open("s3");
  service.answer = { headers: { "content-length": "12345", etag: '"e"' }, body: "" };
  expect(await call("HeadObject", { Bucket: "b", Key: "k" })).toMatchObject({
    output: { ContentLength: 12345, ETag: '"e"' },
  });
});

it("has S3's error for an object that is asked for and not there", async () => {
  const call = await open("s3");
  service.answer = { status: 404, body: "" };
  expect(await call("HeadObject", { Bucket: "b", Key: "k" })).toMatchObject({ error: { code: "NoSuchKey" } });
});

it("reads a map of the query protocol", async () => {
  const call = await open("sns");
  const entries = "<entry><key>Owner</key><value>1</value></entry><entry><key>Policy</key><value>{}</value></entry>";
  service.answer = {
    body: `<GetTopicAttributesResponse><GetTopicAttributesResult><Attributes>${entries}</Attributes></GetTopicAttributesResult></GetTopicAttributesResponse>`,
  };
  expect(await call("GetTopicAttributes")).toMatchObject({ output: { Attributes: { Owner: "1", Policy: "{}" } } });
});

it("writes another character for half of one in an object's key", async () => {
  const call = await open("s3");
  await call("GetObject", { Bucket: "b", Key: "a\ud800/c" });
  expect(service.calls).toMatchObject([{ path: "/b/a%EF%BF%BD/c" }]);
});

it("fails for a header that HTTP does not carry, and sends nothing", async () => {
  const call = await open("s3");
  await expect(call("PutObject", { Bucket: "b", Key: "k", Metadata: { name: "a\nb" } })).rejects.toThrow(
    "forward: s3: a header has characters that HTTP does not carry, got 'x-amz-meta-name: a\nb'; encode them",
  );
  expect(service.calls).toEqual([]);
});

it("sends members of S3's that are headers", async () => {
  const call = await open("s3");
  await call("PutObject", { Bucket: "b", Key: "k", Body: "x", CacheControl: "no-store", StorageClass: "STANDARD_IA" });
  await call("GetObject", { Bucket: "b", Key: "k", Range: "bytes=0-1" });
  expect(service.calls.map(({ headers }) => headers)).toMatchObject([
    { "cache-control": "no-store", "x-amz-storage-class": "STANDARD_IA" },
    { range: "bytes=0-1" },
  ]);
});

it("sends a member of S3's by the name that Step Functions gives it, or by the API's", async () => {
  const call = await open("s3");
  await call("PutObject", { Bucket: "b", Key: "k", Acl: "private", SsekmsKeyId: "key" });
  await call("PutObject", { Bucket: "b", Key: "k", ACL: "private", SSEKMSKeyId: "key" });
  const headers = { "x-amz-acl": "private", "x-amz-server-side-encryption-aws-kms-key-id": "key" };
  expect(service.calls).toMatchObject([{ headers }, { headers }]);
});

it("tells all that the headers of an object tell, in the order of AWS", async () => {
  const call = await open("s3");
  service.answer = {
    headers: {
      "last-modified": "Wed, 21 Oct 2015 07:28:00 GMT",
      "content-type": "text/plain",
      "content-range": "bytes 0-1/9",
      "accept-ranges": "bytes",
      etag: '"e"',
      "cache-control": "no-store",
      "x-amz-server-side-encryption": "aws:kms",
      "x-amz-server-side-encryption-aws-kms-key-id": "key",
      "x-amz-server-side-encryption-bucket-key-enabled": "true",
      "x-amz-tagging-count": "2",
      "x-amz-meta-owner": "me",
    },
    body: "ab",
  };
  const answer = await call("GetObject", { Bucket: "b", Key: "k" });
  expect(JSON.stringify("output" in answer && answer.output)).toBe(
    JSON.stringify({
      AcceptRanges: "bytes",
      BucketKeyEnabled: true,
      CacheControl: "no-store",
      ContentLength: 2,
      ContentRange: "bytes 0-1/9",
      ContentType: "text/plain",
      ETag: '"e"',
      LastModified: "2015-10-21T07:28:00Z",
      Metadata: { owner: "me" },
      ServerSideEncryption: "aws:kms",
      SsekmsKeyId: "key",
      TagCount: 2,
      Body: "ab",
    }),
  );
});

it("tells of an object that is stored or deleted what its server tells", async () => {
  const call = await open("s3");
  const object = { Bucket: "b", Key: "k" };
  service.answer = {
    headers: { etag: '"e"', "x-amz-version-id": "v", "x-amz-server-side-encryption": "AES256" },
    body: "",
  };
  expect(await call("PutObject", object)).toMatchObject({
    output: { ETag: '"e"', ServerSideEncryption: "AES256", VersionId: "v" },
  });
  service.answer = { headers: { "x-amz-delete-marker": "true", "x-amz-version-id": "w" }, body: "" };
  expect(await call("DeleteObject", object)).toMatchObject({ output: { DeleteMarker: true, VersionId: "w" } });
});

it("lists what a delimiter leaves of names, and where a list begins", async () => {
  const call = await open("s3");
  const listed = "<Contents><Key>a</Key><Size>1</Size><LastModified>2015-10-21T07:28:00.000Z</LastModified></Contents>";
  const prefixes =
    "<CommonPrefixes><Prefix>b/</Prefix></CommonPrefixes><CommonPrefixes><Prefix>c/</Prefix></CommonPrefixes>";
  service.answer = {
    body: `<ListBucketResult><Name>n</Name><Prefix/><Delimiter>/</Delimiter><StartAfter>0</StartAfter>${listed}${prefixes}</ListBucketResult>`,
  };
  expect(await call("ListObjectsV2", { Bucket: "b", Delimiter: "/", StartAfter: "0" })).toMatchObject({
    output: {
      CommonPrefixes: [{ Prefix: "b/" }, { Prefix: "c/" }],
      Contents: [{ Key: "a", Size: 1, LastModified: "2015-10-21T07:28:00Z" }],
      Delimiter: "/",
      KeyCount: 3,
      Name: "n",
      Prefix: "",
      StartAfter: "0",
    },
  });
});

it("fails for a member of S3's that is not sent, and sends nothing", async () => {
  const call = await open("s3");
  await expect(call("PutObject", { Bucket: "b", Key: "k", Expires: "2026" })).rejects.toThrow(
    "forward: s3: PutObject: the member is not sent from here, got 'Expires'; leave it out",
  );
  expect(service.calls).toEqual([]);
});

it.each([
  ["GetObject", { Bucket: "b", Key: { toString: null } }, `Key: not a text, got {"toString":null}; write one`],
  ["GetObject", { Bucket: ["b"], Key: "k" }, `Bucket: not a text, got ["b"]; write one`],
  ["GetObject", { Bucket: "b", Key: "k", VersionId: {} }, "VersionId: not a text, got {}; write one"],
  ["PutObject", { Bucket: "b", Key: "k", Tagging: [] }, "Tagging: not a text, got []; write one"],
  ["PutObject", { Bucket: "b", Key: "k", Metadata: { a: {} } }, "a: not a text, got {}; write one"],
  ["PutObject", { Bucket: "b", Key: "k", Metadata: ["a"] }, `Metadata: not a map of texts, got ["a"]; write one`],
])("fails %s of S3 for a member that is no text, and sends nothing (%j)", async (action, parameters, problem) => {
  const call = await open("s3");
  await expect(call(action, parameters)).rejects.toThrow(new Error(`forward: s3: ${problem}`));
  expect(service.calls).toEqual([]);
});

it("sends numbers of S3's as texts", async () => {
  const call = await open("s3");
  await call("GetObject", { Bucket: "b", Key: 5, VersionId: 7 });
  service.answer = { body: "<ListBucketResult/>" };
  await call("ListObjectsV2", { Bucket: "b", MaxKeys: 10 });
  expect(service.calls).toMatchObject([
    { path: "/b/5", query: { versionId: "7" } },
    { path: "/b", query: { "max-keys": "10" } },
  ]);
});

it("fails for a list of objects that is no XML", async () => {
  const call = await open("s3");
  service.answer = { body: '{"Contents":[]}' };
  const problem = `the answer is no XML, got "{\\"Contents\\":[]}"; name a server of S3`;
  await expect(call("ListObjectsV2", { Bucket: "b" })).rejects.toThrow(
    new Error(`forward: s3: ListObjectsV2: ${problem}`),
  );
});

it("reads a list of objects whose counts are no numbers", async () => {
  const call = await open("s3");
  service.answer = {
    body: "<ListBucketResult><Contents><Key>a</Key><Size><toString/></Size></Contents><MaxKeys>x</MaxKeys></ListBucketResult>",
  };
  const Contents = [{ Key: "a", Size: 0 }];
  expect(await call("ListObjectsV2", { Bucket: "b" })).toMatchObject({
    output: { Contents, KeyCount: 1, MaxKeys: 1_000 },
  });
});

it.each([
  ["s3", "<Error><Code><toString/></Code><Message><a>1</a></Message></Error>"],
  ["sqs", '{"__type":{"toString":null},"message":["a"]}'],
])("names an error of %s by its status where its members are no texts", async (name, body) => {
  const call = await open(name);
  service.answer = { status: 403, body };
  const parameters = { Bucket: "b", Key: "k" };
  expect(await call("GetObject", parameters)).toMatchObject({ error: { code: "Http403", message: body } });
});

it("leaves out entries of a map whose keys are no texts", async () => {
  const call = await open("sns");
  const entries = "<entry><key><a/></key><value>1</value></entry><entry><key>b</key><value>2</value></entry>";
  service.answer = { body: `<XResponse><XResult><Attributes>${entries}</Attributes></XResult></XResponse>` };
  expect(await call("X")).toMatchObject({ output: { Attributes: { b: "2" } } });
});
