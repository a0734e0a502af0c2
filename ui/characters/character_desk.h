// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/character_sheet.h"
#include "core/generation/job.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/widgets/app_context.h"
#include "ui/widgets/picture_cache.h"

#include <QtCore/QTimer>

namespace sc::ui {

// What the parts of the characters screen share: the characters that can be seen, the open one, its test sheet, and the one way to
// change something. Panels know this and not each other.
class CharacterDesk : public QObject
{
    Q_OBJECT

public:
    CharacterDesk(AppContext &context, TimelineEditor &editor, QObject *parent = nullptr);

    [[nodiscard]] AppContext &context() const { return m_context; }
    [[nodiscard]] TimelineEditor &editor() const { return m_editor; }
    [[nodiscard]] generation::Studio studio() const { return {m_context.session(), m_context.shared()}; }
    [[nodiscard]] PictureCache &pictures() { return m_pictures; }

    [[nodiscard]] const std::vector<generation::Character> &all() const { return m_all; } // of both scopes, the project's first
    [[nodiscard]] const generation::Character *find(const CharacterId &id) const;
    [[nodiscard]] const generation::Character *current() const { return find(m_current); } // null: none is open
    void open(const CharacterId &id);
    [[nodiscard]] bool isReadOnly() const; // the open one cannot be changed

    [[nodiscard]] std::vector<const timeline::Clip *> clipsWith(const CharacterId &id) const; // live ones, by start
    [[nodiscard]] QString pathOf(const timeline::MediaRef &media) const;
    [[nodiscard]] QString portraitOf(const generation::Character &character) const; // heaviest reference; empty: none

    // Stores it as one undo step. Nothing when it is kept; NOTHING_TO_UPDATE counts as kept.
    std::optional<Problem> save(const generation::Character &character);
    // Copies what is a picture; what is not is told in one notice with its reason. Gives the references.
    [[nodiscard]] std::vector<generation::ReferencePicture> takePictures(const QStringList &files, generation::Scope scope);
    std::optional<Problem> addPictures(const QStringList &files); // to the open one
    void report(const Problem &problem) { Q_EMIT m_context.problemRaised(problem); }

    // The latest test sheet of a character; empty: none was made, or it was put away.
    struct Sheet
    {
        generation::BatchId batch;
        QString name;
        std::vector<generation::Job> jobs;
        [[nodiscard]] int finished() const;
        [[nodiscard]] bool isRunning() const;
    };
    [[nodiscard]] const Sheet *sheetOf(const CharacterId &id) const;
    bool startSheet(const generation::SheetSpec &spec); // of the open one
    void approve(const generation::Job &job);
    void reject(const generation::Job &job);
    void approveRest();
    void pauseSheet(bool on);
    void closeSheet(); // what waits is cancelled; the pictures stay in the pool

Q_SIGNALS:
    void changed(); // characters or shots
    void currentChanged();
    void sheetChanged(); // also progress of a cell

private:
    void watchSession();
    void refresh();
    void refreshSheets();
    [[nodiscard]] const timeline::Take *takeOf(const generation::Job &job) const;

    AppContext &m_context;
    TimelineEditor &m_editor;
    PictureCache m_pictures;
    std::vector<generation::Character> m_all;
    CharacterId m_current;
    QHash<CharacterId, Sheet> m_sheets;
    QTimer m_soon;
    QTimer m_sheetsSoon;
};

} // namespace sc::ui
