// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/library/track_pictures.h"
#include "ui/widgets/app_context.h"
#include "ui/widgets/overlay.h"

#include <array>

class QLineEdit;

namespace sc::ui {

class CoverView;
class PushButton;
class StarsField;
class Switch;
class TextLabel;

// What is written about one song or several: title to comment, own tags, stars. A field whose songs differ says "mixed"
// and stays as it is until something is typed into it.
class TagEditor : public Overlay
{
    Q_OBJECT

public:
    TagEditor(AppContext &context, TrackPictures &pictures, QWidget *window);
    void openFor(const std::vector<TrackId> &tracks);
    // The fields, for tests and for the caller that wants one of them first.
    enum Field { Title, Artist, Album, Genre, Year, TrackNumber, Comment, Tags, kFields };
    [[nodiscard]] QLineEdit *field(Field which) const { return m_fields[which]; }
    void save();

private:
    void build();
    void fill();
    [[nodiscard]] bool saveSong(const library::Track &before);
    [[nodiscard]] bool saveTags();
    void writeToFiles();

    AppContext &m_context;
    TrackPictures &m_pictures;
    std::vector<library::Track> m_tracks;
    std::array<QLineEdit *, kFields> m_fields{};
    TextLabel *m_head = nullptr;
    TextLabel *m_file = nullptr;
    QWidget *m_cover = nullptr;
    StarsField *m_stars = nullptr;
    Switch *m_toFile = nullptr;
    TextLabel *m_wrong = nullptr;
    PushButton *m_save = nullptr;
    bool m_isRated = false; // the stars were touched
};

// "summer, live" as tags: trimmed, each once whatever the case.
[[nodiscard]] QStringList tagsFrom(const QString &text);

} // namespace sc::ui
