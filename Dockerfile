# Build: docker build -t anwei .
# Run:   docker run -d --name anwei -p 8080:8080 -v anwei-data:/data \
#          -v ./anwei.yaml:/etc/anwei/anwei.yaml:ro --env-file secrets.env anwei
#
# .ci/dockerfile-check carries out these very lines without a container engine;
# RUN lines therefore use paths below WORKDIR only.

# The image has no base: it is the binary, the list of certificate authorities and two
# folders. What builds it is the one image that is fetched. A tag can be moved, a digest
# cannot: it, or a mirror, is given by whoever builds,
#   docker build --build-arg GO=golang:1.26.8-bookworm@sha256:… -t anwei .
# where docker buildx imagetools inspect golang:1.26.8-bookworm prints the digest. The
# binary is the same byte by byte wherever it is built, so that it can be compared with
# one built elsewhere.
ARG GO=golang:1.26.8-bookworm
FROM ${GO} AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -buildid=" -o out/anwei ./cmd/anwei
# Folders that the program may write; an image from scratch has none.
RUN mkdir -p out/writable/data out/writable/tmp && chmod 0700 out/writable/data && chmod 1777 out/writable/tmp

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY --from=build --chown=65532:65532 /src/out/writable/ /
COPY --from=build /src/out/anwei /anwei
COPY --from=build /src/cmd/anwei/notices/NOTICE.txt /NOTICE.txt
# The binary has the time zone data inside. TZ is for the times in the log only:
# every date that matters is in the time zone of the plan.
ENV TZ=Asia/Shanghai
USER 65532:65532
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["/anwei", "health", "--addr", "127.0.0.1:8080"]
ENTRYPOINT ["/anwei"]
CMD ["serve", "-c", "/etc/anwei/anwei.yaml"]
