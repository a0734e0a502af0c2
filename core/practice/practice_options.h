// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QtCore/QJsonObject>
#include <QtCore/QStringList>

namespace sc::practice {

// What can go wrong with a practice server, by itself or on request. Counters say "the next n prompts".
struct PracticeFaults
{
    double slow = 1;             // times as long
    int outOfMemory = 0;         // prompts that fail for lack of GPU memory
    double memoryMegapixels = 0; // a picture or clip of more (pixels times frames) runs out of memory; 0: none does
    int nodeError = 0;           // prompts that fail in a node
    int undecodable = 0;         // prompts whose files are damaged
    int truncated = 0;           // prompts whose files break off
    int empty = 0;               // prompts that succeed without a file
    int refuse = 0;              // POST /prompt that is answered with 500
    int lostAnswer = 0;          // prompts that are taken while the connection breaks before the answer
    int restart = 0;             // prompts in whose middle the server dies and comes back
    int restartPause = 500;      // ms that it stays away
    int dropSockets = 0;         // prompts in whose middle all event connections break
    int loseHistory = 0;         // prompts after which the history is empty
    int cutDownloads = 0;        // answers to /view that break off half way
    bool deaf = false;           // event connections stay open and say nothing
    bool webPage = false;        // a web page answers everything
    bool offline = false;        // nobody listens
    QString key;                 // needed as "Authorization: Bearer KEY"; empty: none
    QJsonObject chance;          // the counters' names -> probability for every prompt, 0..1

    // Only the named ones are changed; an unknown name or a value of the wrong kind is INVALID_PARAMETER naming what there is.
    [[nodiscard]] Result<> apply(const QJsonObject &changes);
    [[nodiscard]] QJsonObject toJson() const;
    [[nodiscard]] static QStringList names();

    // Whether this prompt has the fault, by counter or by chance (`dice` 0..1).
    [[nodiscard]] bool draw(int PracticeFaults::*counter, double dice);
};

struct PracticeOptions
{
    quint16 port = 0;     // 0: any that is free
    QString folder;       // for input, output and temp; empty: a temporary one
    QStringList families; // whose models it has; empty: all
    double pace = 1;      // how much of a real server's time it takes; 0: none
    int loadMs = 1500;    // for loading models, at pace 1
    QString name = QStringLiteral("Practice GPU");
    qint64 memory = 16LL * 1024 * 1024 * 1024;
    quint32 dice = 1; // seed of the chances
    qint64 maxUpload = 100 * 1024 * 1024;
    PracticeFaults faults;
};

} // namespace sc::practice
