// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/base/problem.h"

#include <QtCore/QObject>
#include <QtCore/QStringList>

#include <functional>
#include <vector>

namespace sc::generation {
class GenerationService;
}
namespace sc::library {
class Library;
class SharedItems;
}
namespace sc::playback {
class Player;
}
namespace sc::project {
class ProjectSession;
}

namespace sc::ui {

class ActionRegistry;

enum class ScreenId {
    Library,
    Analysis,
    Timeline,
    Scenes,
    Generate,
    Characters,
    Templates,
    Queue,
    Servers,
    Gallery,
    Music,
    Export,
    Settings,
};

// A passing message with at most one way out. Errors stay until they are closed.
struct Notice
{
    enum class Level { Info, Success, Warning, Error };
    Level level = Level::Info;
    QString title;
    QString text;
    QString actionLabel; // empty = none
    std::function<void()> action;
};

// What every screen is given: the services, the open project, and a way to ask the shell for things. The services
// outlive it; the session may come and go. Screens send the signals below, the shell and the controller listen.
// Thread: main.
class AppContext : public QObject
{
    Q_OBJECT

public:
    struct Services
    {
        library::Library *library = nullptr;
        playback::Player *player = nullptr;
        ActionRegistry *actions = nullptr;
        generation::GenerationService *generation = nullptr; // null: a window without generation
        library::SharedItems *shared = nullptr;              // null: a window without shared characters and templates
    };

    explicit AppContext(const Services &services, QObject *parent = nullptr) : QObject(parent), m_services(services) {}

    [[nodiscard]] library::Library &library() const { return *m_services.library; }
    [[nodiscard]] playback::Player &player() const { return *m_services.player; }
    [[nodiscard]] ActionRegistry &actions() const { return *m_services.actions; }
    [[nodiscard]] generation::GenerationService *generation() const { return m_services.generation; }
    [[nodiscard]] library::SharedItems *shared() const { return m_services.shared; }
    [[nodiscard]] project::ProjectSession *session() const { return m_session; } // null: no project is open

    // The song that Library and Analysis look at; that of the project when it is in the library.
    [[nodiscard]] TrackId currentTrack() const { return m_track; }
    void setCurrentTrack(const TrackId &track)
    {
        if (m_track == track)
            return;
        m_track = track;
        Q_EMIT currentTrackChanged();
    }

    // The song that plays on its own, without the project's pictures; empty while the player has the program.
    [[nodiscard]] TrackId previewTrack() const { return m_preview; }
    void setPreviewTrack(const TrackId &track)
    {
        if (m_preview == track)
            return;
        m_preview = track;
        Q_EMIT previewTrackChanged();
    }

    // The controller's: announces before and after, so that screens let go of the old session in time.
    void setSession(project::ProjectSession *session)
    {
        Q_EMIT sessionAboutToChange();
        m_session = session;
        Q_EMIT sessionChanged();
    }

Q_SIGNALS:
    void sessionAboutToChange();
    void sessionChanged();
    void currentTrackChanged();
    void previewTrackChanged();

    // Requests of screens.
    void screenRequested(sc::ui::ScreenId screen);
    void problemRaised(const sc::Problem &problem); // shown with its actions; NOTHING_TO_UPDATE and CANCELLED only quietly
    void noticeRaised(const sc::ui::Notice &notice);
    void problemActionChosen(const sc::Problem &problem, const QString &actionId); // the person took a way out
    void importRequested(const QStringList &paths);
    void importDialogRequested();
    // The shell shows the screen that they are for; it has the rest.
    void generateRequested(const std::vector<sc::ClipId> &clips);
    void batchRequested(const std::vector<sc::ClipId> &clips);
    void jobRequested(const QString &id);
    void galleryRequested(const sc::ClipId &clip); // empty: all
    void reviewRequested();
    void characterRequested(const QString &id);
    void newProjectRequested(const sc::TrackId &track); // analyse if needed, make a bundle, plan, open the timeline

private:
    Services m_services;
    project::ProjectSession *m_session = nullptr;
    TrackId m_track;
    TrackId m_preview;
};

// Sends a Result's problem to the shell; true when there was none. Usage: if (!reported(context, session.apply(...))) return;
template<class R> bool reported(AppContext &context, const R &result)
{
    if (!result)
        Q_EMIT context.problemRaised(result.error());
    return result.has_value();
}

} // namespace sc::ui
