# Debian, not Alpine: the Temporal SDK's native core needs glibc.
FROM node:20.20.2-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY src src
COPY workflows workflows
COPY activities activities
COPY workers workers
COPY scripts scripts
RUN npm run build

FROM node:20.20.2-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
# The Temporal SDK is a peer dependency and, for our tests, a development dependency as well: `npm ci --omit=dev` would leave it out.
# Without the list of development dependencies npm installs the peers, in the locked versions.
RUN npm pkg delete devDependencies && npm ci --no-audit --no-fund

FROM node:20.20.2-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/lib lib
COPY package.json LICENSE ./
# What documents are kept in when KYC_DOCUMENTS_URL names a folder; a volume mounted here takes over its owner.
RUN install -d -o node -g node -m 0700 /var/lib/temporal-kyc
USER node
ENTRYPOINT ["node", "--enable-source-maps", "lib/src/cli/main.js"]
CMD ["worker"]
