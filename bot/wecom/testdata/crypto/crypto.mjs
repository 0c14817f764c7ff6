// Seals and opens callbacks with WeCom's own library. Reads a JSON array of
// {token, key, id, timestamp, nonce} with either message, which it seals, or
// encrypt, which it opens, and writes the array of results.
import { decrypt, encrypt, getSignature } from '@wecom/crypto';

let input = '';
for await (const chunk of process.stdin) input += chunk;
const results = JSON.parse(input).map((job) => {
  const sealed = job.encrypt ?? encrypt(job.key, job.message, job.id);
  const signature = getSignature(job.token, job.timestamp, job.nonce, sealed);
  const { message, id } = decrypt(job.key, sealed);
  return { encrypt: sealed, signature, message, id };
});
process.stdout.write(JSON.stringify(results));
