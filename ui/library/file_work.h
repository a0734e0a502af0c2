// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/base/result.h"
#include "ui/widgets/app_context.h"

#include <QtWidgets/QWidget>

namespace sc::library {
struct TagWriting;
}

namespace sc::ui {

class WorkStrip;

// What reads or writes many files of songs: looking for missing ones below a folder, putting tags into files. Each runs in
// the background behind a strip of its own, can be stopped, and says at the end what came of it.
class FileWork : public QWidget
{
    Q_OBJECT

public:
    explicit FileWork(AppContext &context, QWidget *parent = nullptr);
    void lookIn(const QString &folder);
    void lookAt(const TrackId &track, const QString &file); // this one file for this one song
    void writeTags(const std::vector<TrackId> &songs);
    [[nodiscard]] WorkStrip &looking() const { return *m_looking; }
    [[nodiscard]] WorkStrip &writing() const { return *m_writing; }

private:
    void sayFound(const Result<int> &found);
    void sayWritten(const library::TagWriting &report);
    void say(bool isGood, const QString &title, const QString &text = {});

    AppContext &m_context;
    WorkStrip *m_looking;
    WorkStrip *m_writing;
    int m_searches = 0; // a new one ends the one before, which tells of its end all the same
    int m_writings = 0;
    size_t m_songs = 0; // whose tags are being written
};

} // namespace sc::ui
