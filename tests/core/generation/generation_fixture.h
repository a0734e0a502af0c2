// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/generation_store.h"

#include <QtCore/QTemporaryDir>

namespace sc::test {

// A profile of its own with a queue in it.
struct QueueFixture
{
    QTemporaryDir dir;
    ProfilePaths profile{dir.path()};
    std::unique_ptr<generation::GenerationStore> store;

    QueueFixture() { reopen(); }
    void reopen()
    {
        store.reset();
        auto opened = generation::GenerationStore::open(generation::GenerationStore::fileOf(profile));
        if (opened)
            store = std::move(*opened);
    }
};

inline generation::Job pictureJob(const QString &prompt = QStringLiteral("a lighthouse in a storm"))
{
    generation::Job job;
    job.kind = generation::JobKind::Image;
    job.prompt = prompt;
    job.family = QStringLiteral("sdxl");
    job.params = QStringLiteral(R"({"family":"sdxl","preset":"fast","seed":7})");
    return job;
}

inline generation::Server plainServer(const QString &name, int port = 8188)
{
    generation::Server server;
    server.name = name;
    server.url = QStringLiteral("http://127.0.0.1:%1").arg(port);
    return server;
}

} // namespace sc::test
