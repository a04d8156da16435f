/**
 * What APIs respond, by the service's name in `arn:aws:states:::aws-sdk:<service>:<action>`: a line `action: shape` for each
 * action, and a line `Shape = form` for each shape. A form is `{Member shape, Required! shape}`, `[element]`, `<value of a
 * map>`, `string`, `number`, `boolean` or `any`, with its bounds (`1..10`) or the values of an enumeration (`A|B`).
 *
 * Members have the names that Step Functions gives them. The facts are those of AWS's models as botocore 1.43.107 has them.
 * *Recorded*, against the model: the largest MemorySize (LocalStack's AWS-validated snapshots, December 2025).
 *
 * @see https://github.com/boto/botocore/tree/develop/botocore/data
 */
export const apiResponses: Readonly<Record<string, string>> = {
  athena: `
startQueryExecution: StartQueryExecutionOutput
stopQueryExecution: StopQueryExecutionOutput
getQueryExecution: GetQueryExecutionOutput
getQueryResults: GetQueryResultsOutput
StartQueryExecutionOutput = {QueryExecutionId QueryExecutionId}
QueryExecutionId = string 1..128
StopQueryExecutionOutput = {}
GetQueryExecutionOutput = {QueryExecution QueryExecution}
QueryExecution = {QueryExecutionId QueryExecutionId, Query QueryString, StatementType StatementType, ManagedQueryResultsConfiguration ManagedQueryResultsConfiguration, ResultConfiguration ResultConfiguration, ResultReuseConfiguration ResultReuseConfiguration, QueryExecutionContext QueryExecutionContext, Status QueryExecutionStatus, Statistics QueryExecutionStatistics, WorkGroup string, EngineVersion EngineVersion, ExecutionParameters ExecutionParameters, SubstatementType string, QueryResultsS3AccessGrantsConfiguration QueryResultsS3AccessGrantsConfiguration}
QueryString = string 1..262144
StatementType = string DDL|DML|UTILITY
ManagedQueryResultsConfiguration = {Enabled! boolean, EncryptionConfiguration ManagedQueryResultsEncryptionConfiguration}
ManagedQueryResultsEncryptionConfiguration = {KmsKey! KmsKey}
KmsKey = string 1..2048
ResultConfiguration = {OutputLocation string, EncryptionConfiguration EncryptionConfiguration, ExpectedBucketOwner AwsAccountId, AclConfiguration AclConfiguration}
EncryptionConfiguration = {EncryptionOption! EncryptionOption, KmsKey string}
EncryptionOption = string SSE_S3|SSE_KMS|CSE_KMS
AwsAccountId = string 12..12
AclConfiguration = {S3AclOption! S3AclOption}
S3AclOption = string BUCKET_OWNER_FULL_CONTROL
ResultReuseConfiguration = {ResultReuseByAgeConfiguration ResultReuseByAgeConfiguration}
ResultReuseByAgeConfiguration = {Enabled! boolean, MaxAgeInMinutes Age}
Age = number 0..10080
QueryExecutionContext = {Database DatabaseString, Catalog CatalogNameString}
DatabaseString = string 1..255
CatalogNameString = string 1..256
QueryExecutionStatus = {State QueryExecutionState, StateChangeReason string, SubmissionDateTime string, CompletionDateTime string, AthenaError AthenaError}
QueryExecutionState = string QUEUED|RUNNING|SUCCEEDED|FAILED|CANCELLED
AthenaError = {ErrorCategory ErrorCategory, ErrorType ErrorType, Retryable boolean, ErrorMessage string}
ErrorCategory = number 1..3
ErrorType = number 0..9999
QueryExecutionStatistics = {EngineExecutionTimeInMillis number, DataScannedInBytes number, DataManifestLocation string, TotalExecutionTimeInMillis number, QueryQueueTimeInMillis number, ServicePreProcessingTimeInMillis number, QueryPlanningTimeInMillis number, ServiceProcessingTimeInMillis number, ResultReuseInformation ResultReuseInformation, DpuCount number}
ResultReuseInformation = {ReusedPreviousResult! boolean}
EngineVersion = {SelectedEngineVersion NameString, EffectiveEngineVersion NameString}
NameString = string 1..128
ExecutionParameters = [ExecutionParameter] 1..
ExecutionParameter = string 1..1024
QueryResultsS3AccessGrantsConfiguration = {EnableS3AccessGrants! boolean, CreateUserLevelPrefix boolean, AuthenticationType! AuthenticationType}
AuthenticationType = string DIRECTORY_IDENTITY
GetQueryResultsOutput = {UpdateCount number, ResultSet ResultSet, NextToken Token}
ResultSet = {Rows RowList, ResultSetMetadata ResultSetMetadata}
RowList = [Row]
Row = {Data datumList}
datumList = [Datum]
Datum = {VarCharValue string}
ResultSetMetadata = {ColumnInfo ColumnInfoList}
ColumnInfoList = [ColumnInfo]
ColumnInfo = {CatalogName string, SchemaName string, TableName string, Name! string, Label string, Type! string, Precision number, Scale number, Nullable ColumnNullable, CaseSensitive boolean}
ColumnNullable = string NOT_NULL|NULLABLE|UNKNOWN
Token = string 1..1024
`,
  batch: `
submitJob: SubmitJobResponse
SubmitJobResponse = {JobArn string, JobName! string, JobId! string}
`,
  cloudwatch: `
putMetricData: any
`,
  dynamodb: `
getItem: GetItemOutput
putItem: PutItemOutput
updateItem: UpdateItemOutput
deleteItem: DeleteItemOutput
query: QueryOutput
scan: ScanOutput
batchGetItem: BatchGetItemOutput
batchWriteItem: BatchWriteItemOutput
transactGetItems: TransactGetItemsOutput
transactWriteItems: TransactWriteItemsOutput
GetItemOutput = {Item AttributeMap, ConsumedCapacity ConsumedCapacity}
AttributeMap = <AttributeValue>
AttributeValue = {S string, N string, B string, SS StringSetAttributeValue, NS NumberSetAttributeValue, BS BinarySetAttributeValue, M MapAttributeValue, L ListAttributeValue, NULL boolean, BOOL boolean}
StringSetAttributeValue = [string]
NumberSetAttributeValue = [string]
BinarySetAttributeValue = [string]
MapAttributeValue = <AttributeValue>
ListAttributeValue = [AttributeValue]
ConsumedCapacity = {TableName TableArn, CapacityUnits number, ReadCapacityUnits number, WriteCapacityUnits number, Table Capacity, LocalSecondaryIndexes SecondaryIndexesCapacityMap, GlobalSecondaryIndexes SecondaryIndexesCapacityMap, VectorIndexes VectorIndexesCapacityMap}
TableArn = string 1..1024
Capacity = {ReadCapacityUnits number, WriteCapacityUnits number, CapacityUnits number}
SecondaryIndexesCapacityMap = <Capacity>
VectorIndexesCapacityMap = <VectorCapacity>
VectorCapacity = {VectorSearchRequestBytes number, VectorWriteRequestBytes number}
PutItemOutput = {Attributes AttributeMap, ConsumedCapacity ConsumedCapacity, ItemCollectionMetrics ItemCollectionMetrics}
ItemCollectionMetrics = {ItemCollectionKey ItemCollectionKeyAttributeMap, SizeEstimateRangeGb ItemCollectionSizeEstimateRange}
ItemCollectionKeyAttributeMap = <AttributeValue>
ItemCollectionSizeEstimateRange = [number]
UpdateItemOutput = {Attributes AttributeMap, ConsumedCapacity ConsumedCapacity, ItemCollectionMetrics ItemCollectionMetrics}
DeleteItemOutput = {Attributes AttributeMap, ConsumedCapacity ConsumedCapacity, ItemCollectionMetrics ItemCollectionMetrics}
QueryOutput = {Items ItemList, Count number, ScannedCount number, LastEvaluatedKey Key, ConsumedCapacity ConsumedCapacity}
ItemList = [AttributeMap]
Key = <AttributeValue>
ScanOutput = {Items ItemList, Count number, ScannedCount number, LastEvaluatedKey Key, ConsumedCapacity ConsumedCapacity}
BatchGetItemOutput = {Responses BatchGetResponseMap, UnprocessedKeys BatchGetRequestMap, ConsumedCapacity ConsumedCapacityMultiple}
BatchGetResponseMap = <ItemList>
BatchGetRequestMap = <KeysAndAttributes>
KeysAndAttributes = {Keys! KeyList, AttributesToGet AttributeNameList, ConsistentRead boolean, ProjectionExpression string, ExpressionAttributeNames ExpressionAttributeNameMap}
KeyList = [Key] 1..100
AttributeNameList = [AttributeName] 1..
AttributeName = string ..65535
ExpressionAttributeNameMap = <AttributeName>
ConsumedCapacityMultiple = [ConsumedCapacity]
BatchWriteItemOutput = {UnprocessedItems BatchWriteItemRequestMap, ItemCollectionMetrics ItemCollectionMetricsPerTable, ConsumedCapacity ConsumedCapacityMultiple}
BatchWriteItemRequestMap = <WriteRequests>
WriteRequests = [WriteRequest] 1..25
WriteRequest = {PutRequest PutRequest, DeleteRequest DeleteRequest}
PutRequest = {Item! PutItemInputAttributeMap}
PutItemInputAttributeMap = <AttributeValue>
DeleteRequest = {Key! Key}
ItemCollectionMetricsPerTable = <ItemCollectionMetricsMultiple>
ItemCollectionMetricsMultiple = [ItemCollectionMetrics]
TransactGetItemsOutput = {ConsumedCapacity ConsumedCapacityMultiple, Responses ItemResponseList}
ItemResponseList = [ItemResponse] 1..100
ItemResponse = {Item AttributeMap}
TransactWriteItemsOutput = {ConsumedCapacity ConsumedCapacityMultiple, ItemCollectionMetrics ItemCollectionMetricsPerTable}
`,
  ecs: `
runTask: RunTaskResponse
RunTaskResponse = {Tasks Tasks, Failures Failures}
Tasks = [Task]
Task = {Attachments Attachments, Attributes Attributes, AvailabilityZone string, CapacityProviderName string, ClusterArn string, Connectivity Connectivity, ConnectivityAt string, ContainerInstanceArn string, Containers Containers, Cpu string, CreatedAt string, DesiredStatus string, EnableExecuteCommand boolean, ExecutionStoppedAt string, Group string, HealthStatus HealthStatus, InferenceAccelerators InferenceAccelerators, LastStatus string, LaunchType LaunchType, Memory string, Overrides TaskOverride, PlatformVersion string, PlatformFamily string, PullStartedAt string, PullStoppedAt string, StartedAt string, StartedBy string, StopCode TaskStopCode, StoppedAt string, StoppedReason string, StoppingAt string, Tags Tags, TaskArn string, TaskDefinitionArn string, Version number, EphemeralStorage EphemeralStorage, FargateEphemeralStorage TaskEphemeralStorage}
Attachments = [Attachment]
Attachment = {Id string, Type string, Status string, Details AttachmentDetails}
AttachmentDetails = [KeyValuePair]
KeyValuePair = {Name string, Value string}
Attributes = [Attribute]
Attribute = {Name! string, Value string, TargetType TargetType, TargetId string}
TargetType = string container-instance
Connectivity = string CONNECTED|DISCONNECTED
Containers = [Container]
Container = {ContainerArn string, TaskArn string, Name string, Image string, ImageDigest string, RuntimeId string, LastStatus string, ExitCode number, Reason string, NetworkBindings NetworkBindings, NetworkInterfaces NetworkInterfaces, HealthStatus HealthStatus, ManagedAgents ManagedAgents, Cpu string, Memory string, MemoryReservation string, GpuIds GpuIds, NeuronDeviceIds NeuronDeviceIds}
NetworkBindings = [NetworkBinding]
NetworkBinding = {BindIp string, ContainerPort number, HostPort number, Protocol TransportProtocol, ContainerPortRange string, HostPortRange string}
TransportProtocol = string tcp|udp
NetworkInterfaces = [NetworkInterface]
NetworkInterface = {AttachmentId string, PrivateIpv4Address string, Ipv6Address string}
HealthStatus = string HEALTHY|UNHEALTHY|UNKNOWN
ManagedAgents = [ManagedAgent]
ManagedAgent = {LastStartedAt string, Name ManagedAgentName, Reason string, LastStatus string}
ManagedAgentName = string ExecuteCommandAgent
GpuIds = [string]
NeuronDeviceIds = [string]
InferenceAccelerators = [InferenceAccelerator]
InferenceAccelerator = {DeviceName! string, DeviceType! string}
LaunchType = string EC2|FARGATE|EXTERNAL|MANAGED_INSTANCES
TaskOverride = {ContainerOverrides ContainerOverrides, Cpu string, InferenceAcceleratorOverrides InferenceAcceleratorOverrides, ExecutionRoleArn string, Memory string, TaskRoleArn string, EphemeralStorage EphemeralStorage}
ContainerOverrides = [ContainerOverride]
ContainerOverride = {Name string, Command StringList, Environment EnvironmentVariables, EnvironmentFiles EnvironmentFiles, Cpu number, Memory number, MemoryReservation number, ResourceRequirements ResourceRequirements}
StringList = [string]
EnvironmentVariables = [KeyValuePair]
EnvironmentFiles = [EnvironmentFile]
EnvironmentFile = {Value! string, Type! EnvironmentFileType}
EnvironmentFileType = string s3
ResourceRequirements = [ResourceRequirement]
ResourceRequirement = {Value! string, Type! ResourceType}
ResourceType = string GPU|InferenceAccelerator|NeuronDevice
InferenceAcceleratorOverrides = [InferenceAcceleratorOverride]
InferenceAcceleratorOverride = {DeviceName string, DeviceType string}
EphemeralStorage = {SizeInGib! number}
TaskStopCode = string TaskFailedToStart|EssentialContainerExited|UserInitiated|ServiceSchedulerInitiated|SpotInterruption|TerminationNotice|InfrastructureHealth
Tags = [Tag] 0..50
Tag = {Key TagKey, Value TagValue}
TagKey = string 1..128
TagValue = string 0..256
TaskEphemeralStorage = {SizeInGib number, KmsKeyId string}
Failures = [Failure]
Failure = {Arn string, Reason string, Detail string}
`,
  eventbridge: `
putEvents: PutEventsResponse
PutEventsResponse = {FailedEntryCount number, Entries PutEventsResultEntryList}
PutEventsResultEntryList = [PutEventsResultEntry]
PutEventsResultEntry = {EventId EventId, ErrorCode string, ErrorMessage string}
EventId = string ..64
`,
  glue: `
startJobRun: StartJobRunResponse
getJobRun: GetJobRunResponse
StartJobRunResponse = {JobRunId IdString}
IdString = string 1..255
GetJobRunResponse = {JobRun JobRun}
JobRun = {Id IdString, Attempt number, PreviousRunId IdString, TriggerName NameString, JobName NameString, JobMode JobMode, JobRunQueuingEnabled boolean, StartedOn string, LastModifiedOn string, CompletedOn string, JobRunState JobRunState, Arguments GenericMap, ErrorMessage string, PredecessorRuns PredecessorList, AllocatedCapacity number, ExecutionTime number, Timeout Timeout, MaxCapacity number, WorkerType WorkerType, NumberOfWorkers number, SecurityConfiguration NameString, LogGroupName string, NotificationProperty NotificationProperty, GlueVersion GlueVersionString, DpuSeconds number, ExecutionClass ExecutionClass, MaintenanceWindow string, ProfileName NameString, StateDetail OrchestrationMessageString, ExecutionRoleSessionPolicy OrchestrationPolicyJsonString}
NameString = string 1..255
JobMode = string SCRIPT|VISUAL|NOTEBOOK
JobRunState = string STARTING|RUNNING|STOPPING|STOPPED|SUCCEEDED|FAILED|TIMEOUT|ERROR|WAITING|EXPIRED
GenericMap = <string>
PredecessorList = [Predecessor]
Predecessor = {JobName NameString, RunId IdString}
Timeout = number 1..
WorkerType = string Standard|G.1X|G.2X|G.025X|G.4X|G.8X|Z.2X
NotificationProperty = {NotifyDelayAfter NotifyDelayAfter}
NotifyDelayAfter = number 1..
GlueVersionString = string 1..255
ExecutionClass = string FLEX|STANDARD
OrchestrationMessageString = string ..400000
OrchestrationPolicyJsonString = string 2..2048
`,
  kms: `
encrypt: EncryptResponse
decrypt: DecryptResponse
generateDataKey: GenerateDataKeyResponse
sign: SignResponse
verify: VerifyResponse
EncryptResponse = {CiphertextBlob CiphertextType, KeyId KeyIdType, EncryptionAlgorithm EncryptionAlgorithmSpec}
CiphertextType = string 1..6144
KeyIdType = string 1..2048
EncryptionAlgorithmSpec = string SYMMETRIC_DEFAULT|RSAES_OAEP_SHA_1|RSAES_OAEP_SHA_256|SM2PKE
DecryptResponse = {KeyId KeyIdType, Plaintext PlaintextType, EncryptionAlgorithm EncryptionAlgorithmSpec, CiphertextForRecipient CiphertextType, KeyMaterialId BackingKeyIdType}
PlaintextType = string 1..4096
BackingKeyIdType = string 64..64
GenerateDataKeyResponse = {CiphertextBlob CiphertextType, Plaintext PlaintextType, KeyId KeyIdType, CiphertextForRecipient CiphertextType, KeyMaterialId BackingKeyIdType}
SignResponse = {KeyId KeyIdType, Signature CiphertextType, SigningAlgorithm SigningAlgorithmSpec}
SigningAlgorithmSpec = string RSASSA_PSS_SHA_256|RSASSA_PSS_SHA_384|RSASSA_PSS_SHA_512|RSASSA_PKCS1_V1_5_SHA_256|RSASSA_PKCS1_V1_5_SHA_384|RSASSA_PKCS1_V1_5_SHA_512|ECDSA_SHA_256|ECDSA_SHA_384|ECDSA_SHA_512|SM2DSA|ML_DSA_SHAKE_256|ED25519_SHA_512|ED25519_PH_SHA_512
VerifyResponse = {KeyId KeyIdType, SignatureValid boolean, SigningAlgorithm SigningAlgorithmSpec}
`,
  lambda: `
invoke: InvocationResponse
getFunction: GetFunctionResponse
getFunctionConfiguration: FunctionConfiguration
InvocationResponse = {StatusCode number, FunctionError string, LogResult string, Payload string, ExecutedVersion Version, DurableExecutionArn DurableExecutionArn}
Version = string 1..1024
DurableExecutionArn = string 1..1024
GetFunctionResponse = {Configuration FunctionConfiguration, Code FunctionCodeLocation, Tags Tags, TagsError TagsError, Concurrency Concurrency}
FunctionConfiguration = {FunctionName NamespacedFunctionName, FunctionArn NameSpacedFunctionArn, Runtime Runtime, Role RoleArn, Handler Handler, CodeSize number, Description Description, Timeout Timeout, MemorySize MemorySize, LastModified Timestamp, CodeSha256 string, Version Version, VpcConfig VpcConfigResponse, DeadLetterConfig DeadLetterConfig, Environment EnvironmentResponse, KmsKeyArn KMSKeyArn, TracingConfig TracingConfigResponse, MasterArn FunctionArn, RevisionId string, Layers LayersReferenceList, State State, StateReason string, StateReasonCode StateReasonCode, LastUpdateStatus LastUpdateStatus, LastUpdateStatusReason string, LastUpdateStatusReasonCode LastUpdateStatusReasonCode, FileSystemConfigs FileSystemConfigList, SigningProfileVersionArn Arn, SigningJobArn Arn, PackageType PackageType, ImageConfigResponse ImageConfigResponse, Architectures ArchitecturesList, EphemeralStorage EphemeralStorage, SnapStart SnapStartResponse, RuntimeVersionConfig RuntimeVersionConfig, LoggingConfig LoggingConfig, TenancyConfig TenancyConfig, CapacityProviderConfig CapacityProviderConfig, ConfigSha256 string, DurableConfig DurableConfig}
NamespacedFunctionName = string 1..256
NameSpacedFunctionArn = string 0..10000
Runtime = string nodejs|nodejs4.3|nodejs6.10|nodejs8.10|nodejs10.x|nodejs12.x|nodejs14.x|nodejs16.x|nodejs18.x|nodejs20.x|nodejs22.x|nodejs24.x|java8|java8.al2|java11|java17|java21|java25|python2.7|python3.6|python3.7|python3.8|python3.9|python3.10|python3.11|python3.12|python3.13|python3.14|dotnetcore1.0|dotnetcore2.0|dotnetcore2.1|dotnetcore3.1|dotnet6|dotnet8|dotnet10|nodejs4.3-edge|go1.x|ruby2.5|ruby2.7|ruby3.2|ruby3.3|ruby3.4|ruby4.0|provided|provided.al2|provided.al2023|nodejs26.x|python3.15|java8.al2023|java11.al2023|java17.al2023
RoleArn = string 0..10000
Handler = string 0..128
Description = string 0..256
Timeout = number 1..5400
MemorySize = number 128..10240
Timestamp = string 0..100
VpcConfigResponse = {SubnetIds SubnetIds, SecurityGroupIds SecurityGroupIds, VpcId string, Ipv6AllowedForDualStack boolean}
SubnetIds = [SubnetId] 0..16
SubnetId = string 0..1024
SecurityGroupIds = [SecurityGroupId] 0..5
SecurityGroupId = string 0..1024
DeadLetterConfig = {TargetArn ResourceArn}
ResourceArn = string 0..10000
EnvironmentResponse = {Variables EnvironmentVariables, Error EnvironmentError}
EnvironmentVariables = <string>
EnvironmentError = {ErrorCode string, Message string}
KMSKeyArn = string 0..10000
TracingConfigResponse = {Mode TracingMode}
TracingMode = string Active|PassThrough
FunctionArn = string 0..10000
LayersReferenceList = [Layer]
Layer = {Arn LayerVersionArn, CodeSize number, SigningProfileVersionArn Arn, SigningJobArn Arn}
LayerVersionArn = string 1..2048
Arn = string 0..10000
State = string Pending|Active|Inactive|Failed|Deactivating|Deactivated|ActiveNonInvocable|Deleting
StateReasonCode = string Idle|Creating|Restoring|EniLimitExceeded|InsufficientRolePermissions|InvalidConfiguration|InternalError|SubnetOutOfIPAddresses|InvalidSubnet|InvalidSecurityGroup|ImageDeleted|ImageAccessDenied|InvalidImage|KMSKeyAccessDenied|KMSKeyNotFound|InvalidStateKMSKey|DisabledKMSKey|EFSIOError|EFSMountConnectivityError|EFSMountFailure|EFSMountTimeout|InvalidRuntime|InvalidZipFileException|FunctionError|ServiceQuotaExceededException|VcpuLimitExceeded|CapacityProviderScalingLimitExceeded|InsufficientCapacity|EC2RequestLimitExceeded|FunctionError.InitTimeout|FunctionError.RuntimeInitError|FunctionError.ExtensionInitError|FunctionError.InvalidEntryPoint|FunctionError.InvalidWorkingDirectory|FunctionError.PermissionDenied|FunctionError.TooManyExtensions|FunctionError.InitResourceExhausted|DisallowedByVpcEncryptionControl|DrainingDurableExecutions|DependencyError
LastUpdateStatus = string Successful|Failed|InProgress
LastUpdateStatusReasonCode = string EniLimitExceeded|InsufficientRolePermissions|InvalidConfiguration|InternalError|SubnetOutOfIPAddresses|InvalidSubnet|InvalidSecurityGroup|ImageDeleted|ImageAccessDenied|InvalidImage|KMSKeyAccessDenied|KMSKeyNotFound|InvalidStateKMSKey|DisabledKMSKey|EFSIOError|EFSMountConnectivityError|EFSMountFailure|EFSMountTimeout|InvalidRuntime|InvalidZipFileException|FunctionError|ServiceQuotaExceededException|VcpuLimitExceeded|CapacityProviderScalingLimitExceeded|InsufficientCapacity|EC2RequestLimitExceeded|FunctionError.InitTimeout|FunctionError.RuntimeInitError|FunctionError.ExtensionInitError|FunctionError.InvalidEntryPoint|FunctionError.InvalidWorkingDirectory|FunctionError.PermissionDenied|FunctionError.TooManyExtensions|FunctionError.InitResourceExhausted|DisallowedByVpcEncryptionControl|DependencyError
FileSystemConfigList = [FileSystemConfig] 0..1
FileSystemConfig = {Arn! FileSystemArn, LocalMountPath! LocalMountPath, S3FilesConfig S3FilesConfig}
FileSystemArn = string 0..256
LocalMountPath = string 0..160
S3FilesConfig = {DirectS3Read DirectS3Read}
DirectS3Read = string ENABLED|DISABLED|AUTO
PackageType = string Zip|Image
ImageConfigResponse = {ImageConfig ImageConfig, Error ImageConfigError}
ImageConfig = {EntryPoint StringList, Command StringList, WorkingDirectory WorkingDirectory}
StringList = [string] 0..1500
WorkingDirectory = string 0..1000
ImageConfigError = {ErrorCode string, Message string}
ArchitecturesList = [Architecture] 1..1
Architecture = string x86_64|arm64
EphemeralStorage = {Size! EphemeralStorageSize}
EphemeralStorageSize = number 512..32768
SnapStartResponse = {ApplyOn SnapStartApplyOn, OptimizationStatus SnapStartOptimizationStatus}
SnapStartApplyOn = string PublishedVersions|None
SnapStartOptimizationStatus = string On|Off
RuntimeVersionConfig = {RuntimeVersionArn RuntimeVersionArn, Error RuntimeVersionError}
RuntimeVersionArn = string 26..2048
RuntimeVersionError = {ErrorCode string, Message string}
LoggingConfig = {LogFormat LogFormat, ApplicationLogLevel ApplicationLogLevel, SystemLogLevel SystemLogLevel, LogGroup LogGroup}
LogFormat = string JSON|Text
ApplicationLogLevel = string TRACE|DEBUG|INFO|WARN|ERROR|FATAL
SystemLogLevel = string DEBUG|INFO|WARN
LogGroup = string 1..512
TenancyConfig = {TenantIsolationMode! TenantIsolationMode}
TenantIsolationMode = string PER_TENANT
CapacityProviderConfig = {LambdaManagedInstancesCapacityProviderConfig! LambdaManagedInstancesCapacityProviderConfig}
LambdaManagedInstancesCapacityProviderConfig = {CapacityProviderArn! CapacityProviderArn, PerExecutionEnvironmentMaxConcurrency PerExecutionEnvironmentMaxConcurrency, ExecutionEnvironmentMemoryGibPervCpu ExecutionEnvironmentMemoryGiBPerVCpu}
CapacityProviderArn = string 1..140
PerExecutionEnvironmentMaxConcurrency = number 1..1600
ExecutionEnvironmentMemoryGiBPerVCpu = number 2..8
DurableConfig = {KmsKeyArn KMSKeyArn, RetentionPeriodInDays RetentionPeriodInDays, ExecutionTimeout ExecutionTimeout}
RetentionPeriodInDays = number 1..90
ExecutionTimeout = number 1..31622400
FunctionCodeLocation = {RepositoryType string, Location SensitiveStringOnServerOnly, ImageUri string, ResolvedImageUri string, ResolvedS3Object ResolvedS3Object, SourceKmsKeyArn KMSKeyArn, Error FunctionCodeLocationError}
SensitiveStringOnServerOnly = string 0..10000
ResolvedS3Object = {S3Bucket S3Bucket, S3Key S3Key, S3ObjectVersion S3ObjectVersion}
S3Bucket = string 3..63
S3Key = string 1..1024
S3ObjectVersion = string 1..1024
FunctionCodeLocationError = {ErrorCode string, Message string}
Tags = <TagValue>
TagValue = string 0..256
TagsError = {ErrorCode! TagsErrorCode, Message! TagsErrorMessage}
TagsErrorCode = string 10..21
TagsErrorMessage = string 84..1000
Concurrency = {ReservedConcurrentExecutions ReservedConcurrentExecutions}
ReservedConcurrentExecutions = number 0..
`,
  s3: `
getObject: GetObjectOutput
putObject: PutObjectOutput
headObject: HeadObjectOutput
deleteObject: DeleteObjectOutput
copyObject: CopyObjectOutput
listObjectsV2: ListObjectsV2Output
GetObjectOutput = {Body string, DeleteMarker boolean, AcceptRanges string, Expiration string, Restore string, LastModified string, ContentLength number, ETag string, ChecksumCrc32 string, ChecksumCrc32C string, ChecksumCrc64Nvme string, ChecksumSha1 string, ChecksumSha256 string, ChecksumSha512 string, ChecksumMd5 string, ChecksumXxhash64 string, ChecksumXxhash3 string, ChecksumXxhash128 string, ChecksumType ChecksumType, MissingMeta number, VersionId string, CacheControl string, ContentDisposition string, ContentEncoding string, ContentLanguage string, ContentRange string, ContentType string, Expires string, WebsiteRedirectLocation string, ServerSideEncryption ServerSideEncryption, Metadata Metadata, SseCustomerAlgorithm string, SseCustomerKeyMd5 string, SsekmsKeyId string, BucketKeyEnabled boolean, StorageClass StorageClass, RequestCharged RequestCharged, ReplicationStatus ReplicationStatus, PartsCount number, TagCount number, ObjectLockMode ObjectLockMode, ObjectLockRetainUntilDate string, ObjectLockLegalHoldStatus ObjectLockLegalHoldStatus, ObjectLockEventHold ObjectLockEventHold, ObjectLockEventHoldDurationDays number, ObjectLockEventHoldDurationYears number}
ChecksumType = string COMPOSITE|FULL_OBJECT
ServerSideEncryption = string AES256|aws:fsx|aws:backup|aws:kms|aws:kms:dsse
Metadata = <string>
StorageClass = string STANDARD|REDUCED_REDUNDANCY|STANDARD_IA|ONEZONE_IA|INTELLIGENT_TIERING|GLACIER|DEEP_ARCHIVE|OUTPOSTS|GLACIER_IR|SNOW|EXPRESS_ONEZONE|FSX_OPENZFS|FSX_ONTAP|AWS_BACKUP_WARM|AWS_BACKUP_LOW_COST_WARM
RequestCharged = string requester
ReplicationStatus = string COMPLETE|PENDING|FAILED|REPLICA|COMPLETED
ObjectLockMode = string GOVERNANCE|COMPLIANCE
ObjectLockLegalHoldStatus = string ON|OFF
ObjectLockEventHold = string ON|OFF
PutObjectOutput = {Expiration string, ETag string, ChecksumCrc32 string, ChecksumCrc32C string, ChecksumCrc64Nvme string, ChecksumSha1 string, ChecksumSha256 string, ChecksumSha512 string, ChecksumMd5 string, ChecksumXxhash64 string, ChecksumXxhash3 string, ChecksumXxhash128 string, ChecksumType ChecksumType, ServerSideEncryption ServerSideEncryption, VersionId string, SseCustomerAlgorithm string, SseCustomerKeyMd5 string, SsekmsKeyId string, SsekmsEncryptionContext string, BucketKeyEnabled boolean, Size number, RequestCharged RequestCharged}
HeadObjectOutput = {DeleteMarker boolean, AcceptRanges string, Expiration string, Restore string, ArchiveStatus ArchiveStatus, LastModified string, ContentLength number, ChecksumCrc32 string, ChecksumCrc32C string, ChecksumCrc64Nvme string, ChecksumSha1 string, ChecksumSha256 string, ChecksumSha512 string, ChecksumMd5 string, ChecksumXxhash64 string, ChecksumXxhash3 string, ChecksumXxhash128 string, ChecksumType ChecksumType, ETag string, MissingMeta number, VersionId string, CacheControl string, ContentDisposition string, ContentEncoding string, ContentLanguage string, ContentType string, ContentRange string, Expires string, WebsiteRedirectLocation string, ServerSideEncryption ServerSideEncryption, Metadata Metadata, SseCustomerAlgorithm string, SseCustomerKeyMd5 string, SsekmsKeyId string, BucketKeyEnabled boolean, StorageClass StorageClass, RequestCharged RequestCharged, ReplicationStatus ReplicationStatus, PartsCount number, TagCount number, ObjectLockMode ObjectLockMode, ObjectLockRetainUntilDate string, ObjectLockLegalHoldStatus ObjectLockLegalHoldStatus, ObjectLockEventHold ObjectLockEventHold, ObjectLockEventHoldDurationDays number, ObjectLockEventHoldDurationYears number}
ArchiveStatus = string ARCHIVE_ACCESS|DEEP_ARCHIVE_ACCESS
DeleteObjectOutput = {DeleteMarker boolean, VersionId string, RequestCharged RequestCharged}
CopyObjectOutput = {CopyObjectResult CopyObjectResult, Expiration string, CopySourceVersionId string, VersionId string, ServerSideEncryption ServerSideEncryption, SseCustomerAlgorithm string, SseCustomerKeyMd5 string, SsekmsKeyId string, SsekmsEncryptionContext string, BucketKeyEnabled boolean, RequestCharged RequestCharged}
CopyObjectResult = {ETag string, LastModified string, ChecksumType ChecksumType, ChecksumCrc32 string, ChecksumCrc32C string, ChecksumCrc64Nvme string, ChecksumSha1 string, ChecksumSha256 string, ChecksumSha512 string, ChecksumMd5 string, ChecksumXxhash64 string, ChecksumXxhash3 string, ChecksumXxhash128 string}
ListObjectsV2Output = {IsTruncated boolean, Contents ObjectList, Name string, Prefix string, Delimiter string, MaxKeys number, CommonPrefixes CommonPrefixList, EncodingType EncodingType, KeyCount number, ContinuationToken string, NextContinuationToken string, StartAfter string, RequestCharged RequestCharged}
ObjectList = [Object]
Object = {Key ObjectKey, LastModified string, ETag string, ChecksumAlgorithm ChecksumAlgorithmList, ChecksumType ChecksumType, Size number, StorageClass ObjectStorageClass, Owner Owner, RestoreStatus RestoreStatus}
ObjectKey = string 1..
ChecksumAlgorithmList = [ChecksumAlgorithm]
ChecksumAlgorithm = string CRC32|CRC32C|SHA1|SHA256|CRC64NVME|SHA512|MD5|XXHASH64|XXHASH3|XXHASH128
ObjectStorageClass = string STANDARD|REDUCED_REDUNDANCY|GLACIER|STANDARD_IA|ONEZONE_IA|INTELLIGENT_TIERING|DEEP_ARCHIVE|OUTPOSTS|GLACIER_IR|SNOW|EXPRESS_ONEZONE|FSX_OPENZFS|FSX_ONTAP|AWS_BACKUP_WARM|AWS_BACKUP_LOW_COST_WARM
Owner = {DisplayName string, ID string}
RestoreStatus = {IsRestoreInProgress boolean, RestoreExpiryDate string}
CommonPrefixList = [CommonPrefix]
CommonPrefix = {Prefix string}
EncodingType = string url
`,
  secretsmanager: `
getSecretValue: GetSecretValueResponse
putSecretValue: PutSecretValueResponse
GetSecretValueResponse = {ARN SecretARNType, Name SecretNameType, VersionId SecretVersionIdType, SecretBinary SecretBinaryType, SecretString SecretStringType, VersionStages SecretVersionStagesType, CreatedDate string}
SecretARNType = string 20..2048
SecretNameType = string 1..256
SecretVersionIdType = string 32..64
SecretBinaryType = string 1..65536
SecretStringType = string 1..65536
SecretVersionStagesType = [SecretVersionStageType] 1..20
SecretVersionStageType = string 1..256
PutSecretValueResponse = {ARN SecretARNType, Name SecretNameType, VersionId SecretVersionIdType, VersionStages SecretVersionStagesType}
`,
  sesv2: `
sendEmail: SendEmailResponse
SendEmailResponse = {MessageId string}
`,
  sfn: `
startExecution: StartExecutionOutput
startSyncExecution: StartSyncExecutionOutput
describeExecution: DescribeExecutionOutput
stopExecution: StopExecutionOutput
StartExecutionOutput = {ExecutionArn! Arn, StartDate! string}
Arn = string 1..256
StartSyncExecutionOutput = {ExecutionArn! Arn, StateMachineArn Arn, Name Name, StartDate! string, StopDate! string, Status! SyncExecutionStatus, Error SensitiveError, Cause SensitiveCause, Input SensitiveData, InputDetails CloudWatchEventsExecutionDataDetails, Output SensitiveData, OutputDetails CloudWatchEventsExecutionDataDetails, TraceHeader TraceHeader, BillingDetails BillingDetails}
Name = string 1..80
SyncExecutionStatus = string SUCCEEDED|FAILED|TIMED_OUT
SensitiveError = string 0..256
SensitiveCause = string 0..32768
SensitiveData = string ..262144
CloudWatchEventsExecutionDataDetails = {Included boolean}
TraceHeader = string 0..256
BillingDetails = {BilledMemoryUsedInMb BilledMemoryUsed, BilledDurationInMilliseconds BilledDuration}
BilledMemoryUsed = number 0..
BilledDuration = number 0..
DescribeExecutionOutput = {ExecutionArn! Arn, StateMachineArn! Arn, Name Name, Status! ExecutionStatus, StartDate! string, StopDate string, Input SensitiveData, InputDetails CloudWatchEventsExecutionDataDetails, Output SensitiveData, OutputDetails CloudWatchEventsExecutionDataDetails, TraceHeader TraceHeader, MapRunArn LongArn, Error SensitiveError, Cause SensitiveCause, StateMachineVersionArn Arn, StateMachineAliasArn Arn, RedriveCount number, RedriveDate string, RedriveStatus ExecutionRedriveStatus, RedriveStatusReason SensitiveData}
ExecutionStatus = string RUNNING|SUCCEEDED|FAILED|TIMED_OUT|ABORTED|PENDING_REDRIVE
LongArn = string 1..2000
ExecutionRedriveStatus = string REDRIVABLE|NOT_REDRIVABLE|REDRIVABLE_BY_MAP_RUN
StopExecutionOutput = {StopDate! string}
`,
  sns: `
publish: PublishResponse
publishBatch: PublishBatchResponse
PublishResponse = {MessageId string, SequenceNumber string}
PublishBatchResponse = {Successful PublishBatchResultEntryList, Failed BatchResultErrorEntryList}
PublishBatchResultEntryList = [PublishBatchResultEntry]
PublishBatchResultEntry = {Id string, MessageId string, SequenceNumber string}
BatchResultErrorEntryList = [BatchResultErrorEntry]
BatchResultErrorEntry = {Id! string, Code! string, Message string, SenderFault! boolean}
`,
  sqs: `
sendMessage: SendMessageResult
sendMessageBatch: SendMessageBatchResult
receiveMessage: ReceiveMessageResult
deleteMessage: any
getQueueUrl: GetQueueUrlResult
getQueueAttributes: GetQueueAttributesResult
SendMessageResult = {Md5OfMessageBody string, Md5OfMessageAttributes string, Md5OfMessageSystemAttributes string, MessageId string, SequenceNumber string}
SendMessageBatchResult = {Successful! SendMessageBatchResultEntryList, Failed! BatchResultErrorEntryList}
SendMessageBatchResultEntryList = [SendMessageBatchResultEntry]
SendMessageBatchResultEntry = {Id! string, MessageId! string, Md5OfMessageBody! string, Md5OfMessageAttributes string, Md5OfMessageSystemAttributes string, SequenceNumber string}
BatchResultErrorEntryList = [BatchResultErrorEntry]
BatchResultErrorEntry = {Id! string, SenderFault! boolean, Code! string, Message string}
ReceiveMessageResult = {Messages MessageList}
MessageList = [Message]
Message = {MessageId string, ReceiptHandle string, Md5OfBody string, Body string, Attributes MessageSystemAttributeMap, Md5OfMessageAttributes string, MessageAttributes MessageBodyAttributeMap}
MessageSystemAttributeMap = <string>
MessageBodyAttributeMap = <MessageAttributeValue>
MessageAttributeValue = {StringValue string, BinaryValue string, StringListValues StringList, BinaryListValues BinaryList, DataType! string}
StringList = [string]
BinaryList = [string]
GetQueueUrlResult = {QueueUrl string}
GetQueueAttributesResult = {Attributes QueueAttributeMap}
QueueAttributeMap = <string>
`,
  ssm: `
getParameter: GetParameterResult
getParameters: GetParametersResult
getParametersByPath: GetParametersByPathResult
putParameter: PutParameterResult
GetParameterResult = {Parameter Parameter}
Parameter = {Name PSParameterName, Type ParameterType, Value string, Version number, Selector PSParameterSelector, SourceResult string, LastModifiedDate string, ARN string, DataType ParameterDataType}
PSParameterName = string 1..2048
ParameterType = string String|StringList|SecureString
PSParameterSelector = string 0..128
ParameterDataType = string 0..128
GetParametersResult = {Parameters ParameterList, InvalidParameters ParameterNameList}
ParameterList = [Parameter]
ParameterNameList = [PSParameterName] 1..10
GetParametersByPathResult = {Parameters ParameterList, NextToken string}
PutParameterResult = {Version number, Tier ParameterTier}
ParameterTier = string Standard|Advanced|Intelligent-Tiering
`,
  sts: `
getCallerIdentity: GetCallerIdentityResponse
assumeRole: AssumeRoleResponse
GetCallerIdentityResponse = {UserId string, Account string, Arn arnType}
arnType = string 20..2048
AssumeRoleResponse = {Credentials Credentials, AssumedRoleUser AssumedRoleUser, PackedPolicySize nonNegativeIntegerType, SourceIdentity sourceIdentityType, SessionTokenUtilization sessionTokenUtilizationType, SessionTokenSize sessionTokenSizeType}
Credentials = {AccessKeyId! accessKeyIdType, SecretAccessKey! string, SessionToken! string, Expiration! string}
accessKeyIdType = string 16..128
AssumedRoleUser = {AssumedRoleId! assumedRoleIdType, Arn! arnType}
assumedRoleIdType = string 2..193
nonNegativeIntegerType = number 0..
sourceIdentityType = string 2..64
sessionTokenUtilizationType = number 0..
sessionTokenSizeType = number 0..
`,
};
