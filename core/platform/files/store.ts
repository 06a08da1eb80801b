import { getSettings } from '../env'
import { diskStore } from './disk'
import { s3Store } from './s3'
import type { FileStore } from './types'

let store: FileStore | undefined

/** This process's store: a bucket when `FILES_BUCKET` is set, else the folder `files` in `DATA_DIR`. */
export function getFileStore(): FileStore {
  if (store) return store
  const { DATA_DIR, FILES_BUCKET, FILES_ENDPOINT, FILES_REGION, FILES_KEY_ID, FILES_SECRET } = getSettings()
  store =
    FILES_BUCKET === undefined
      ? diskStore(DATA_DIR)
      : s3Store({
          bucket: FILES_BUCKET,
          endpoint: FILES_ENDPOINT,
          region: FILES_REGION,
          keyId: FILES_KEY_ID,
          secret: FILES_SECRET,
        })
  return store
}
