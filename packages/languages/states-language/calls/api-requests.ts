/**
 * What APIs are asked, in the form of api-responses.ts: the requests that workflows make most. Of a request, `!` marks what
 * Step Functions requires, which is what the model requires of it, and a body that is a stream.
 *
 * Members have the names that Step Functions gives them: a large letter first; where a name begins with several, either
 * spelling, because its results have `Bool` for `BOOL` (aws/aws-sdk-js #4294). Members that Step Functions makes a text of
 * are `any`: a message and an event's detail, documented for the optimized integrations; the input of an execution
 * (*recorded*: LocalStack's AWS-validated snapshots). Those of AWS's models as botocore 1.43.107 has them, written by
 * extract-api-requests.ts among the tests.
 *
 * @see https://github.com/boto/botocore/tree/develop/botocore/data
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html
 */
export const apiRequests: Readonly<Record<string, string>> = {
  dynamodb: `
getItem: GetItemInput
putItem: PutItemInput
updateItem: UpdateItemInput
deleteItem: DeleteItemInput
query: QueryInput
scan: ScanInput
batchGetItem: BatchGetItemInput
batchWriteItem: BatchWriteItemInput
transactGetItems: TransactGetItemsInput
transactWriteItems: TransactWriteItemsInput
GetItemInput = {TableName! string, Key! Key, AttributesToGet AttributeNameList, ConsistentRead boolean, ReturnConsumedCapacity string, ProjectionExpression string, ExpressionAttributeNames ExpressionAttributeNameMap}
Key = <AttributeValue>
AttributeValue = {S string, N string, B any, SS StringSetAttributeValue, Ss StringSetAttributeValue, NS NumberSetAttributeValue, Ns NumberSetAttributeValue, BS BinarySetAttributeValue, Bs BinarySetAttributeValue, M MapAttributeValue, L ListAttributeValue, NULL boolean, Null boolean, Nul boolean, BOOL boolean, Bool boolean}
StringSetAttributeValue = [string]
NumberSetAttributeValue = [string]
BinarySetAttributeValue = [any]
MapAttributeValue = <AttributeValue>
ListAttributeValue = [AttributeValue]
AttributeNameList = [string]
ExpressionAttributeNameMap = <string>
PutItemInput = {TableName! string, Item! PutItemInputAttributeMap, Expected ExpectedAttributeMap, ReturnValues string, ReturnConsumedCapacity string, ReturnItemCollectionMetrics string, ConditionalOperator string, ConditionExpression string, ExpressionAttributeNames ExpressionAttributeNameMap, ExpressionAttributeValues ExpressionAttributeValueMap, ReturnValuesOnConditionCheckFailure string}
PutItemInputAttributeMap = <AttributeValue>
ExpectedAttributeMap = <ExpectedAttributeValue>
ExpectedAttributeValue = {Value AttributeValue, Exists boolean, ComparisonOperator string, AttributeValueList AttributeValueList}
AttributeValueList = [AttributeValue]
ExpressionAttributeValueMap = <AttributeValue>
UpdateItemInput = {TableName! string, Key! Key, AttributeUpdates AttributeUpdates, Expected ExpectedAttributeMap, ConditionalOperator string, ReturnValues string, ReturnConsumedCapacity string, ReturnItemCollectionMetrics string, UpdateExpression string, ConditionExpression string, ExpressionAttributeNames ExpressionAttributeNameMap, ExpressionAttributeValues ExpressionAttributeValueMap, ReturnValuesOnConditionCheckFailure string}
AttributeUpdates = <AttributeValueUpdate>
AttributeValueUpdate = {Value AttributeValue, Action string}
DeleteItemInput = {TableName! string, Key! Key, Expected ExpectedAttributeMap, ConditionalOperator string, ReturnValues string, ReturnConsumedCapacity string, ReturnItemCollectionMetrics string, ConditionExpression string, ExpressionAttributeNames ExpressionAttributeNameMap, ExpressionAttributeValues ExpressionAttributeValueMap, ReturnValuesOnConditionCheckFailure string}
QueryInput = {TableName! string, IndexName string, Select string, AttributesToGet AttributeNameList, Limit integer, ConsistentRead boolean, KeyConditions KeyConditions, QueryFilter FilterConditionMap, ConditionalOperator string, ScanIndexForward boolean, ExclusiveStartKey Key, ReturnConsumedCapacity string, ProjectionExpression string, FilterExpression string, KeyConditionExpression string, ExpressionAttributeNames ExpressionAttributeNameMap, ExpressionAttributeValues ExpressionAttributeValueMap}
KeyConditions = <Condition>
Condition = {ComparisonOperator! string, AttributeValueList AttributeValueList}
FilterConditionMap = <Condition>
ScanInput = {TableName! string, IndexName string, AttributesToGet AttributeNameList, Limit integer, Select string, ScanFilter FilterConditionMap, ConditionalOperator string, ExclusiveStartKey Key, ReturnConsumedCapacity string, TotalSegments integer, Segment integer, ProjectionExpression string, FilterExpression string, ExpressionAttributeNames ExpressionAttributeNameMap, ExpressionAttributeValues ExpressionAttributeValueMap, ConsistentRead boolean}
BatchGetItemInput = {RequestItems! BatchGetRequestMap, ReturnConsumedCapacity string}
BatchGetRequestMap = <KeysAndAttributes>
KeysAndAttributes = {Keys! KeyList, AttributesToGet AttributeNameList, ConsistentRead boolean, ProjectionExpression string, ExpressionAttributeNames ExpressionAttributeNameMap}
KeyList = [Key]
BatchWriteItemInput = {RequestItems! BatchWriteItemRequestMap, ReturnConsumedCapacity string, ReturnItemCollectionMetrics string}
BatchWriteItemRequestMap = <WriteRequests>
WriteRequests = [WriteRequest]
WriteRequest = {PutRequest PutRequest, DeleteRequest DeleteRequest}
PutRequest = {Item! PutItemInputAttributeMap}
DeleteRequest = {Key! Key}
TransactGetItemsInput = {TransactItems! TransactGetItemList, ReturnConsumedCapacity string}
TransactGetItemList = [TransactGetItem]
TransactGetItem = {Get! Get}
Get = {Key! Key, TableName! string, ProjectionExpression string, ExpressionAttributeNames ExpressionAttributeNameMap}
TransactWriteItemsInput = {TransactItems! TransactWriteItemList, ReturnConsumedCapacity string, ReturnItemCollectionMetrics string, ClientRequestToken string}
TransactWriteItemList = [TransactWriteItem]
TransactWriteItem = {ConditionCheck ConditionCheck, Put Put, Delete Delete, Update Update}
ConditionCheck = {Key! Key, TableName! string, ConditionExpression! string, ExpressionAttributeNames ExpressionAttributeNameMap, ExpressionAttributeValues ExpressionAttributeValueMap, ReturnValuesOnConditionCheckFailure string}
Put = {Item! PutItemInputAttributeMap, TableName! string, ConditionExpression string, ExpressionAttributeNames ExpressionAttributeNameMap, ExpressionAttributeValues ExpressionAttributeValueMap, ReturnValuesOnConditionCheckFailure string}
Delete = {Key! Key, TableName! string, ConditionExpression string, ExpressionAttributeNames ExpressionAttributeNameMap, ExpressionAttributeValues ExpressionAttributeValueMap, ReturnValuesOnConditionCheckFailure string}
Update = {Key! Key, UpdateExpression! string, TableName! string, ConditionExpression string, ExpressionAttributeNames ExpressionAttributeNameMap, ExpressionAttributeValues ExpressionAttributeValueMap, ReturnValuesOnConditionCheckFailure string}
`,
  eventbridge: `
putEvents: PutEventsRequest
PutEventsRequest = {Entries! PutEventsRequestEntryList, EndpointId string}
PutEventsRequestEntryList = [PutEventsRequestEntry]
PutEventsRequestEntry = {Time any, Source string, Resources EventResourceList, DetailType string, Detail any, EventBusName string, TraceHeader string}
EventResourceList = [string]
`,
  lambda: `
invoke: InvocationRequest
InvocationRequest = {FunctionName! string, InvocationType string, LogType string, ClientContext string, DurableExecutionName string, Payload any, Qualifier string, TenantId string}
`,
  s3: `
getObject: GetObjectRequest
putObject: PutObjectRequest
deleteObject: DeleteObjectRequest
headObject: HeadObjectRequest
listObjectsV2: ListObjectsV2Request
copyObject: CopyObjectRequest
GetObjectRequest = {Bucket! string, Key! string, IfMatch string, IfModifiedSince any, IfNoneMatch string, IfUnmodifiedSince any, Range string, ResponseCacheControl string, ResponseContentDisposition string, ResponseContentEncoding string, ResponseContentLanguage string, ResponseContentType string, ResponseExpires any, VersionId string, SSECustomerAlgorithm string, SseCustomerAlgorithm string, SSECustomerKey string, SseCustomerKey string, SSECustomerKeyMD5 string, SseCustomerKeyMD5 string, RequestPayer string, PartNumber integer, ExpectedBucketOwner string, ChecksumMode string}
PutObjectRequest = {Bucket! string, Key! string, Body! any, ACL string, Acl string, CacheControl string, ContentDisposition string, ContentEncoding string, ContentLanguage string, ContentLength integer, ContentMD5 string, ContentType string, ChecksumAlgorithm string, ChecksumCRC32 string, ChecksumCRC32C string, ChecksumCRC64NVME string, ChecksumSHA1 string, ChecksumSHA256 string, ChecksumSHA512 string, ChecksumMD5 string, ChecksumXXHASH64 string, ChecksumXXHASH3 string, ChecksumXXHASH128 string, Expires string, IfMatch string, IfNoneMatch string, GrantFullControl string, GrantRead string, GrantReadACP string, GrantWriteACP string, WriteOffsetBytes integer, Metadata Metadata, ServerSideEncryption string, StorageClass string, WebsiteRedirectLocation string, SSECustomerAlgorithm string, SseCustomerAlgorithm string, SSECustomerKey string, SseCustomerKey string, SSECustomerKeyMD5 string, SseCustomerKeyMD5 string, SSEKMSKeyId string, SsekmsKeyId string, SSEKMSEncryptionContext string, SsekmsEncryptionContext string, BucketKeyEnabled boolean, RequestPayer string, Tagging string, ObjectLockMode string, ObjectLockRetainUntilDate any, ObjectLockLegalHoldStatus string, ObjectLockEventHold string, ObjectLockEventHoldDurationDays integer, ObjectLockEventHoldDurationYears integer, ExpectedBucketOwner string}
Metadata = <string>
DeleteObjectRequest = {Bucket! string, Key! string, MFA string, Mfa string, VersionId string, RequestPayer string, BypassGovernanceRetention boolean, ExpectedBucketOwner string, IfMatch string, IfMatchLastModifiedTime any, IfMatchSize integer}
HeadObjectRequest = {Bucket! string, Key! string, IfMatch string, IfModifiedSince any, IfNoneMatch string, IfUnmodifiedSince any, Range string, ResponseCacheControl string, ResponseContentDisposition string, ResponseContentEncoding string, ResponseContentLanguage string, ResponseContentType string, ResponseExpires any, VersionId string, SSECustomerAlgorithm string, SseCustomerAlgorithm string, SSECustomerKey string, SseCustomerKey string, SSECustomerKeyMD5 string, SseCustomerKeyMD5 string, RequestPayer string, PartNumber integer, ExpectedBucketOwner string, ChecksumMode string}
ListObjectsV2Request = {Bucket! string, Delimiter string, EncodingType string, MaxKeys integer, Prefix string, ContinuationToken string, FetchOwner boolean, StartAfter string, RequestPayer string, ExpectedBucketOwner string, OptionalObjectAttributes OptionalObjectAttributesList}
OptionalObjectAttributesList = [string]
CopyObjectRequest = {Bucket! string, CopySource! string, Key! string, ACL string, Acl string, CacheControl string, ChecksumAlgorithm string, ContentDisposition string, ContentEncoding string, ContentLanguage string, ContentType string, CopySourceIfMatch string, CopySourceIfModifiedSince any, CopySourceIfNoneMatch string, CopySourceIfUnmodifiedSince any, Expires string, GrantFullControl string, GrantRead string, GrantReadACP string, GrantWriteACP string, IfMatch string, IfNoneMatch string, Metadata Metadata, MetadataDirective string, TaggingDirective string, AnnotationDirective string, ServerSideEncryption string, StorageClass string, WebsiteRedirectLocation string, SSECustomerAlgorithm string, SseCustomerAlgorithm string, SSECustomerKey string, SseCustomerKey string, SSECustomerKeyMD5 string, SseCustomerKeyMD5 string, SSEKMSKeyId string, SsekmsKeyId string, SSEKMSEncryptionContext string, SsekmsEncryptionContext string, BucketKeyEnabled boolean, CopySourceSSECustomerAlgorithm string, CopySourceSSECustomerKey string, CopySourceSSECustomerKeyMD5 string, RequestPayer string, Tagging string, ObjectLockMode string, ObjectLockRetainUntilDate any, ObjectLockLegalHoldStatus string, ObjectLockEventHold string, ObjectLockEventHoldDurationDays integer, ObjectLockEventHoldDurationYears integer, ExpectedBucketOwner string, ExpectedSourceBucketOwner string}
`,
  secretsmanager: `
getSecretValue: GetSecretValueRequest
GetSecretValueRequest = {SecretId! string, VersionId string, VersionStage string}
`,
  sfn: `
startExecution: StartExecutionInput
startSyncExecution: StartSyncExecutionInput
describeExecution: DescribeExecutionInput
stopExecution: StopExecutionInput
sendTaskSuccess: SendTaskSuccessInput
sendTaskFailure: SendTaskFailureInput
sendTaskHeartbeat: SendTaskHeartbeatInput
StartExecutionInput = {StateMachineArn! string, Name string, Input any, TraceHeader string}
StartSyncExecutionInput = {StateMachineArn! string, Name string, Input any, TraceHeader string, IncludedData string}
DescribeExecutionInput = {ExecutionArn! string, IncludedData string}
StopExecutionInput = {ExecutionArn! string, Error string, Cause string}
SendTaskSuccessInput = {TaskToken! string, Output! any}
SendTaskFailureInput = {TaskToken! string, Error string, Cause string}
SendTaskHeartbeatInput = {TaskToken! string}
`,
  sns: `
publish: PublishInput
publishBatch: PublishBatchInput
PublishInput = {Message! any, TopicArn string, TargetArn string, PhoneNumber string, Subject string, MessageStructure string, MessageAttributes MessageAttributeMap, MessageDeduplicationId string, MessageGroupId string}
MessageAttributeMap = <MessageAttributeValue>
MessageAttributeValue = {DataType! string, StringValue string, BinaryValue any}
PublishBatchInput = {TopicArn! string, PublishBatchRequestEntries! PublishBatchRequestEntryList}
PublishBatchRequestEntryList = [PublishBatchRequestEntry]
PublishBatchRequestEntry = {Id! string, Message! any, Subject string, MessageStructure string, MessageAttributes MessageAttributeMap, MessageDeduplicationId string, MessageGroupId string}
`,
  sqs: `
sendMessage: SendMessageRequest
sendMessageBatch: SendMessageBatchRequest
receiveMessage: ReceiveMessageRequest
deleteMessage: DeleteMessageRequest
SendMessageRequest = {QueueUrl! string, MessageBody! any, DelaySeconds integer, MessageAttributes MessageBodyAttributeMap, MessageSystemAttributes MessageBodySystemAttributeMap, MessageDeduplicationId string, MessageGroupId string}
MessageBodyAttributeMap = <MessageAttributeValue>
MessageAttributeValue = {DataType! string, StringValue string, BinaryValue any, StringListValues StringList, BinaryListValues BinaryList}
StringList = [string]
BinaryList = [any]
MessageBodySystemAttributeMap = <MessageSystemAttributeValue>
MessageSystemAttributeValue = {DataType! string, StringValue string, BinaryValue any, StringListValues StringList, BinaryListValues BinaryList}
SendMessageBatchRequest = {QueueUrl! string, Entries! SendMessageBatchRequestEntryList}
SendMessageBatchRequestEntryList = [SendMessageBatchRequestEntry]
SendMessageBatchRequestEntry = {Id! string, MessageBody! any, DelaySeconds integer, MessageAttributes MessageBodyAttributeMap, MessageSystemAttributes MessageBodySystemAttributeMap, MessageDeduplicationId string, MessageGroupId string}
ReceiveMessageRequest = {QueueUrl! string, AttributeNames AttributeNameList, MessageSystemAttributeNames MessageSystemAttributeList, MessageAttributeNames MessageAttributeNameList, MaxNumberOfMessages integer, VisibilityTimeout integer, WaitTimeSeconds integer, ReceiveRequestAttemptId string}
AttributeNameList = [string]
MessageSystemAttributeList = [string]
MessageAttributeNameList = [string]
DeleteMessageRequest = {QueueUrl! string, ReceiptHandle! string}
`,
  ssm: `
getParameter: GetParameterRequest
getParameters: GetParametersRequest
putParameter: PutParameterRequest
GetParameterRequest = {Name! string, WithDecryption boolean}
GetParametersRequest = {Names! ParameterNameList, WithDecryption boolean}
ParameterNameList = [string]
PutParameterRequest = {Name! string, Value! string, Description string, Type string, KeyId string, Overwrite boolean, AllowedPattern string, Tags TagList, Tier string, Policies string, DataType string}
TagList = [Tag]
Tag = {Key! string, Value! string}
`,
};

/** The names of all actions of these services, of the same models. */
export const apiActions: Readonly<Record<string, string>> = {
  dynamodb: `batchExecuteStatement batchGetItem batchWriteItem createBackup createGlobalTable createTable deleteBackup deleteItem deleteResourcePolicy deleteTable describeBackup describeContinuousBackups describeContributorInsights describeEndpoints describeExport describeGlobalTable describeGlobalTableSettings describeImport describeKinesisStreamingDestination describeLimits describeTable describeTableReplicaAutoScaling describeTimeToLive disableKinesisStreamingDestination enableKinesisStreamingDestination executeStatement executeTransaction exportTableToPointInTime getItem getResourcePolicy importTable listBackups listContributorInsights listExports listGlobalTables listImports listTables listTagsOfResource putItem putResourcePolicy query restoreTableFromBackup restoreTableToPointInTime scan searchVectors tagResource transactGetItems transactWriteItems untagResource updateContinuousBackups updateContributorInsights updateGlobalTable updateGlobalTableSettings updateItem updateKinesisStreamingDestination updateTable updateTableReplicaAutoScaling updateTimeToLive`,
  eventbridge: `activateEventSource cancelReplay createApiDestination createArchive createConnection createEndpoint createEventBus createPartnerEventSource deactivateEventSource deauthorizeConnection deleteApiDestination deleteArchive deleteConnection deleteEndpoint deleteEventBus deletePartnerEventSource deleteRule describeApiDestination describeArchive describeConnection describeEndpoint describeEventBus describeEventSource describePartnerEventSource describeReplay describeRule disableRule enableRule listApiDestinations listArchives listConnections listEndpoints listEventBuses listEventSources listPartnerEventSourceAccounts listPartnerEventSources listReplays listRuleNamesByTarget listRules listTagsForResource listTargetsByRule putEvents putPartnerEvents putPermission putRule putTargets removePermission removeTargets startReplay tagResource testEventPattern untagResource updateApiDestination updateArchive updateConnection updateEndpoint updateEventBus`,
  lambda: `addLayerVersionPermission addPermission checkpointDurableExecution createAlias createCapacityProvider createCodeSigningConfig createEventSourceMapping createFunction createFunctionUrlConfig deleteAlias deleteCapacityProvider deleteCodeSigningConfig deleteEventSourceMapping deleteFunction deleteFunctionCodeSigningConfig deleteFunctionConcurrency deleteFunctionEventInvokeConfig deleteFunctionUrlConfig deleteLayerVersion deleteProvisionedConcurrencyConfig deleteResourcePolicy getAccountSettings getAlias getCapacityProvider getCodeSigningConfig getDurableExecution getDurableExecutionHistory getDurableExecutionState getEventSourceMapping getFunction getFunctionCodeSigningConfig getFunctionConcurrency getFunctionConfiguration getFunctionEventInvokeConfig getFunctionRecursionConfig getFunctionScalingConfig getFunctionUrlConfig getLayerVersion getLayerVersionByArn getLayerVersionPolicy getPolicy getProvisionedConcurrencyConfig getResourcePolicy getRuntimeManagementConfig invoke invokeAsync invokeWithResponseStream listAliases listCapacityProviders listCodeSigningConfigs listDurableExecutionsByFunction listEventSourceMappings listFunctionEventInvokeConfigs listFunctionUrlConfigs listFunctionVersionsByCapacityProvider listFunctions listFunctionsByCodeSigningConfig listLayerVersions listLayers listProvisionedConcurrencyConfigs listTags listVersionsByFunction publishLayerVersion publishVersion putFunctionCodeSigningConfig putFunctionConcurrency putFunctionEventInvokeConfig putFunctionRecursionConfig putFunctionScalingConfig putProvisionedConcurrencyConfig putResourcePolicy putRuntimeManagementConfig removeLayerVersionPermission removePermission sendDurableExecutionCallbackFailure sendDurableExecutionCallbackHeartbeat sendDurableExecutionCallbackSuccess stopDurableExecution tagResource untagResource updateAlias updateCapacityProvider updateCodeSigningConfig updateEventSourceMapping updateFunctionCode updateFunctionConfiguration updateFunctionEventInvokeConfig updateFunctionUrlConfig`,
  s3: `abortMultipartUpload completeMultipartUpload copyObject createBucket createBucketMetadataConfiguration createBucketMetadataTableConfiguration createMultipartUpload createSession deleteBucket deleteBucketAnalyticsConfiguration deleteBucketCors deleteBucketEncryption deleteBucketIntelligentTieringConfiguration deleteBucketInventoryConfiguration deleteBucketLifecycle deleteBucketMetadataConfiguration deleteBucketMetadataTableConfiguration deleteBucketMetricsConfiguration deleteBucketOwnershipControls deleteBucketPolicy deleteBucketReplication deleteBucketTagging deleteBucketWebsite deleteObject deleteObjectAnnotation deleteObjectTagging deleteObjects deletePublicAccessBlock getBucketAbac getBucketAccelerateConfiguration getBucketAcl getBucketAnalyticsConfiguration getBucketCors getBucketEncryption getBucketIntelligentTieringConfiguration getBucketInventoryConfiguration getBucketLifecycle getBucketLifecycleConfiguration getBucketLocation getBucketLogging getBucketMetadataConfiguration getBucketMetadataTableConfiguration getBucketMetricsConfiguration getBucketNotification getBucketNotificationConfiguration getBucketOwnershipControls getBucketPolicy getBucketPolicyStatus getBucketReplication getBucketRequestPayment getBucketTagging getBucketVersioning getBucketWebsite getObject getObjectAcl getObjectAnnotation getObjectAttributes getObjectLegalHold getObjectLockConfiguration getObjectRetention getObjectTagging getObjectTorrent getPublicAccessBlock headBucket headObject listBucketAnalyticsConfigurations listBucketIntelligentTieringConfigurations listBucketInventoryConfigurations listBucketMetricsConfigurations listBuckets listDirectoryBuckets listMultipartUploads listObjectAnnotations listObjectVersions listObjects listObjectsV2 listParts putBucketAbac putBucketAccelerateConfiguration putBucketAcl putBucketAnalyticsConfiguration putBucketCors putBucketEncryption putBucketIntelligentTieringConfiguration putBucketInventoryConfiguration putBucketLifecycle putBucketLifecycleConfiguration putBucketLogging putBucketMetricsConfiguration putBucketNotification putBucketNotificationConfiguration putBucketOwnershipControls putBucketPolicy putBucketReplication putBucketRequestPayment putBucketTagging putBucketVersioning putBucketWebsite putObject putObjectAcl putObjectAnnotation putObjectLegalHold putObjectLockConfiguration putObjectRetention putObjectTagging putPublicAccessBlock renameObject restoreObject selectObjectContent updateBucketMetadataAnnotationTableConfiguration updateBucketMetadataInventoryTableConfiguration updateBucketMetadataJournalTableConfiguration updateObjectEncryption uploadPart uploadPartCopy writeGetObjectResponse`,
  secretsmanager: `batchGetSecretValue cancelRotateSecret createSecret deleteResourcePolicy deleteSecret describeSecret getRandomPassword getResourcePolicy getSecretValue listSecretVersionIds listSecrets putResourcePolicy putSecretValue removeRegionsFromReplication replicateSecretToRegions restoreSecret rotateSecret stopReplicationToReplica tagResource untagResource updateSecret updateSecretVersionStage validateResourcePolicy`,
  sfn: `createActivity createStateMachine createStateMachineAlias deleteActivity deleteStateMachine deleteStateMachineAlias deleteStateMachineVersion describeActivity describeExecution describeMapRun describeStateMachine describeStateMachineAlias describeStateMachineForExecution getActivityTask getExecutionHistory listActivities listExecutions listMapRuns listStateMachineAliases listStateMachineVersions listStateMachines listTagsForResource publishStateMachineVersion redriveExecution sendTaskFailure sendTaskHeartbeat sendTaskSuccess startExecution startSyncExecution stopExecution tagResource testState untagResource updateMapRun updateStateMachine updateStateMachineAlias validateStateMachineDefinition`,
  sns: `addPermission checkIfPhoneNumberIsOptedOut confirmSubscription createPlatformApplication createPlatformEndpoint createSMSSandboxPhoneNumber createTopic deleteEndpoint deletePlatformApplication deleteSMSSandboxPhoneNumber deleteTopic getDataProtectionPolicy getEndpointAttributes getPlatformApplicationAttributes getSMSAttributes getSMSSandboxAccountStatus getSubscriptionAttributes getTopicAttributes listEndpointsByPlatformApplication listOriginationNumbers listPhoneNumbersOptedOut listPlatformApplications listSMSSandboxPhoneNumbers listSubscriptions listSubscriptionsByTopic listTagsForResource listTopics optInPhoneNumber publish publishBatch putDataProtectionPolicy removePermission setEndpointAttributes setPlatformApplicationAttributes setSMSAttributes setSubscriptionAttributes setTopicAttributes subscribe tagResource unsubscribe untagResource verifySMSSandboxPhoneNumber`,
  sqs: `addPermission cancelMessageMoveTask changeMessageVisibility changeMessageVisibilityBatch createQueue deleteMessage deleteMessageBatch deleteQueue getQueueAttributes getQueueUrl listDeadLetterSourceQueues listMessageMoveTasks listQueueTags listQueues purgeQueue receiveMessage removePermission sendMessage sendMessageBatch setQueueAttributes startMessageMoveTask tagQueue untagQueue`,
  ssm: `addTagsToResource associateOpsItemRelatedItem cancelCommand cancelMaintenanceWindowExecution createActivation createAssociation createAssociationBatch createCloudConnector createDocument createMaintenanceWindow createOpsItem createOpsMetadata createPatchBaseline createResourceDataSync deleteActivation deleteAssociation deleteCloudConnector deleteDocument deleteInventory deleteMaintenanceWindow deleteOpsItem deleteOpsMetadata deleteParameter deleteParameters deletePatchBaseline deleteResourceDataSync deleteResourcePolicy deregisterManagedInstance deregisterPatchBaselineForPatchGroup deregisterTargetFromMaintenanceWindow deregisterTaskFromMaintenanceWindow describeActivations describeAssociation describeAssociationExecutionTargets describeAssociationExecutions describeAutomationExecutions describeAutomationStepExecutions describeAvailablePatches describeDocument describeDocumentPermission describeEffectiveInstanceAssociations describeEffectivePatchesForPatchBaseline describeInstanceAssociationsStatus describeInstanceInformation describeInstancePatchStates describeInstancePatchStatesForPatchGroup describeInstancePatches describeInstanceProperties describeInventoryDeletions describeMaintenanceWindowExecutionTaskInvocations describeMaintenanceWindowExecutionTasks describeMaintenanceWindowExecutions describeMaintenanceWindowSchedule describeMaintenanceWindowTargets describeMaintenanceWindowTasks describeMaintenanceWindows describeMaintenanceWindowsForTarget describeOpsItems describeParameters describePatchBaselines describePatchGroupState describePatchGroups describePatchProperties describeSessions disassociateOpsItemRelatedItem getAccessToken getAutomationExecution getCalendarState getCloudConnector getCommandInvocation getConnectionStatus getDefaultPatchBaseline getDeployablePatchSnapshotForInstance getDocument getExecutionPreview getInventory getInventorySchema getMaintenanceWindow getMaintenanceWindowExecution getMaintenanceWindowExecutionTask getMaintenanceWindowExecutionTaskInvocation getMaintenanceWindowTask getOpsItem getOpsMetadata getOpsSummary getParameter getParameterHistory getParameters getParametersByPath getPatchBaseline getPatchBaselineForPatchGroup getResourcePolicies getServiceSetting labelParameterVersion listAssociationVersions listAssociations listCloudConnectors listCommandInvocations listCommands listComplianceItems listComplianceSummaries listDocumentMetadataHistory listDocumentVersions listDocuments listInventoryEntries listNodes listNodesSummary listOpsItemEvents listOpsItemRelatedItems listOpsMetadata listResourceComplianceSummaries listResourceDataSync listTagsForResource modifyDocumentPermission putComplianceItems putInventory putParameter putResourcePolicy registerDefaultPatchBaseline registerPatchBaselineForPatchGroup registerTargetWithMaintenanceWindow registerTaskWithMaintenanceWindow removeTagsFromResource resetServiceSetting resumeSession sendAutomationSignal sendCommand startAccessRequest startAssociationsOnce startAutomationExecution startChangeRequestExecution startExecutionPreview startSession stopAutomationExecution terminateSession unlabelParameterVersion updateAssociation updateAssociationStatus updateCloudConnector updateDocument updateDocumentDefaultVersion updateDocumentMetadata updateMaintenanceWindow updateMaintenanceWindowTarget updateMaintenanceWindowTask updateManagedInstanceRole updateOpsItem updateOpsMetadata updatePatchBaseline updateResourceDataSync updateServiceSetting validateCloudConnector`,
};
