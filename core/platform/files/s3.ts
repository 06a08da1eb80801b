import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { S3Client } from '@aws-sdk/client-s3'
import { checkKey, type FileBody, type FileStore } from './types'

type Bucket = {
  bucket: string
  /** Of another keeper than Amazon; with it the bucket stands in the path, as they all understand. */
  endpoint: string | undefined
  region: string
  keyId: string | undefined
  secret: string | undefined
}

/** Files in an S3-compatible bucket. Without a key of ours the machine's own role is used. */
export function s3Store({ bucket, endpoint, region, keyId, secret }: Bucket): FileStore {
  // A large library that nobody on a laptop needs.
  const library = import('@aws-sdk/client-s3')
  let client: S3Client | undefined
  const connect = async () => {
    const { S3Client } = await library
    client ??= new S3Client({
      region,
      ...(endpoint ? { endpoint, forcePathStyle: true } : {}),
      ...(keyId && secret ? { credentials: { accessKeyId: keyId, secretAccessKey: secret } } : {}),
      // Older keepers do not know the newer checksums.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    })
    return client
  }
  const at = (key: string) => ({ Bucket: bucket, Key: checkKey(key) })
  return {
    async put(key, body, contentType) {
      const place = { ...at(key), ContentType: contentType }
      const { PutObjectCommand } = await library
      const to = await connect()
      await withSize(body, (Body, ContentLength) =>
        to.send(new PutObjectCommand({ ...place, Body, ContentLength })),
      )
    },
    async get(key) {
      const { GetObjectCommand, NoSuchKey } = await library
      try {
        const found = await (await connect()).send(new GetObjectCommand(at(key)))
        if (!found.Body) return undefined
        const body = found.Body.transformToWebStream() as ReadableStream<Uint8Array<ArrayBuffer>>
        return { body, byteSize: found.ContentLength ?? 0 }
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined
        throw error
      }
    },
    async remove(key) {
      const { DeleteObjectCommand } = await library
      await (await connect()).send(new DeleteObjectCommand(at(key)))
    },
  }
}

/** A bucket wants to know beforehand how much will come: what comes in pieces waits on disk until all is there. */
async function withSize(
  body: FileBody,
  send: (body: Uint8Array | ReturnType<typeof createReadStream>, byteSize: number) => Promise<unknown>,
): Promise<void> {
  if (body instanceof Uint8Array) {
    await send(body, body.byteLength)
    return
  }
  const aside = path.join(/* turbopackIgnore: true */ tmpdir(), `vinkje-${randomUUID()}`)
  try {
    await writeFile(aside, body)
    await send(createReadStream(aside), (await stat(aside)).size)
  } finally {
    await rm(aside, { force: true })
  }
}
