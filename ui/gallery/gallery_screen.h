// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/gallery/gallery_desk.h"

#include <QtWidgets/QStackedWidget>

#include <memory>

namespace sc::ui {

class ComparePage;
class GalleryPage;
class Panel;
class ReviewPage;

// All results of the project, or the pool that projects share; and, over them, the review of takes one after another and the
// comparison of several.
class GalleryScreen : public QWidget
{
    Q_OBJECT

public:
    explicit GalleryScreen(AppContext &context, QWidget *parent = nullptr);
    ~GalleryScreen() override;

    [[nodiscard]] GalleryDesk &desk() const { return *m_desk; }
    [[nodiscard]] GalleryPage &gallery() const { return *m_gallery; }
    [[nodiscard]] ReviewPage &review() const { return *m_review; }
    [[nodiscard]] ComparePage &compare() const { return *m_compare; }

    void showGallery();
    void showReview(const TakeId &at = {});
    void showCompare(const std::vector<TakeId> &takes);
    void showShot(const ClipId &clip); // its takes alone
    [[nodiscard]] QWidget *page() const { return m_pages->currentWidget(); }

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void refreshPages();
    void openShared();
    void openReviewMenu(const QPoint &at);

    AppContext &m_context;
    GalleryDesk *m_desk;
    std::unique_ptr<library::SharedItems> m_shared;
    QStackedWidget *m_pages;
    Panel *m_noProject;
    GalleryPage *m_gallery;
    ReviewPage *m_review;
    ComparePage *m_compare;
    QWidget *m_compareFrom = nullptr; // where the comparison goes back to
};

// Actions of the screen; their keys work while their page is shown.
void registerGalleryActions(ActionRegistry &actions, GalleryScreen *screen);

} // namespace sc::ui
