// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/likeness.h"
#include "ui/widgets/app_context.h"

#include <QtWidgets/QWidget>

class QVBoxLayout;

namespace sc::ui {

// Which parts made two songs alike, the strongest first, at most three: "tempo, key, bass".
[[nodiscard]] QString likenessWords(const audio::Likeness &likeness);
[[nodiscard]] QString likenessPartTitle(audio::LikenessPart part);

// Songs of the library that are most like this one, with why. A press goes there; Weights says what counts.
class SimilarSongs : public QWidget
{
    Q_OBJECT

public:
    explicit SimilarSongs(AppContext &context, QWidget *parent = nullptr);
    void setTrack(const TrackId &track);
    void refresh();

private:
    void openWeights(QWidget *under);
    void say(const QString &text);

    AppContext &m_context;
    TrackId m_track;
    audio::LikenessValues m_weights;
    QVBoxLayout *m_rows;
};

} // namespace sc::ui
