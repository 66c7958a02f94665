// A real OpenID provider on loopback, for one test. It is handed its facts as JSON on its standard input:
// port (0 for any), clients, accounts by their subject, whether claims stand in the token or only at userinfo, and how a
// client may prove who it is.
// Each start makes new keys; it prints its address when it is ready, and ends when its standard input is closed.
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';

import { Provider } from 'oidc-provider';

const lines = createInterface({ input: process.stdin });
lines.on('close', () => process.exit(0));
lines.once('line', (line) => start(JSON.parse(line)));

function start({ port, ...facts }) {
  const server = createServer();
  server.listen(port, '127.0.0.1', () => {
    const issuer = `http://127.0.0.1:${server.address().port}`;
    server.on('request', new Provider(issuer, configuration(facts)).callback());
    console.log(issuer);
  });
}

function configuration({ clients, accounts, claimsInToken, proofs }) {
  return {
    clients,
    clientAuthMethods: proofs,
    conformIdTokenClaims: !claimsInToken,
    claims: { openid: ['sub', 'hd', 'tid'], email: ['email', 'email_verified'], profile: ['name'] },
    findAccount: (_, sub) => accounts[sub] && { accountId: sub, claims: () => ({ sub, ...accounts[sub] }) },
    pkce: { methods: ['S256'], required: () => true },
    cookies: { keys: [randomUUID()] },
    jwks: { keys: [generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' })] },
  };
}
