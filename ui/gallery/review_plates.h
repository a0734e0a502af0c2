// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/gallery/gallery_desk.h"
#include "ui/viewer/compare_view.h"

namespace sc::ui {

class IconButton;
class PushButton;

// What stands on the picture in review: which take it is, what the checks found, the words that are sung, time and frame.
// It fades while the picture plays, but for the line that says where.
class ReviewPlates : public QWidget
{
    Q_OBJECT

public:
    struct Place // in the song
    {
        const timeline::Clip *clip = nullptr; // null: the take belongs to no shot
        Ticks at;
    };

    ReviewPlates(GalleryDesk &desk, CompareView &view, QWidget *parent);
    void setPlaceOf(std::function<Place()> placeOf) { m_placeOf = std::move(placeOf); }
    void setTitle(const QString &strong, const QString &quiet);
    void setChecks(std::vector<timeline::TakeCheck> checks);
    void setPlaying(bool playing);
    void raiseButtons();
    [[nodiscard]] QStringList findings() const; // one line for each check that stands out

Q_SIGNALS:
    void fullRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void paintLine(QPainter &painter) const;

    GalleryDesk &m_desk;
    CompareView &m_view;
    std::function<Place()> m_placeOf;
    std::vector<timeline::TakeCheck> m_checks;
    PushButton *m_original;
    PushButton *m_loupe;
    PushButton *m_safe;
    IconButton *m_full;
    QString m_strong;
    QString m_quiet;
    double m_shown = 1;
    bool m_isPlaying = false;
};

} // namespace sc::ui
